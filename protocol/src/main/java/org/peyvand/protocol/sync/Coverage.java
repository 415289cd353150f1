package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/**
 * How much of each of our branches the other side has, and so what is still to be sent.
 *
 * <p>Invariant: {@code pending} holds exactly the branches whose head is not covered and that are
 * neither resting nor left out.
 */
final class Coverage {
  /** A refused run starts further back by this factor each time, so a split is found soon. */
  private static final int STEP_FACTOR = 8;

  private static final int MOST_STEPS_BACK = 24;
  private static final int MOST_RETRIES = 3;

  private final EntryStore store;
  private final SessionKey key;
  private final Frontier frontier;

  private final Map<ChainId, List<Tip>> tips = new HashMap<>();
  private int told;
  private final Map<Branch, Long> matched = new HashMap<>();
  private final Map<Branch, Long> sent = new HashMap<>();
  private final Map<Branch, Long> restart = new HashMap<>();
  private final Map<Branch, Integer> refusals = new HashMap<>();
  private final Set<Branch> resting = new HashSet<>();
  private final Map<Branch, Reason> leftOut = new HashMap<>();
  private final TreeSet<Branch> pending = new TreeSet<>();

  Coverage(EntryStore store, SessionKey key, Frontier frontier) {
    this.store = store;
    this.key = key;
    this.frontier = frontier;
  }

  /**
   * The other side has just these heads. What is under way in {@code flying} counts as sent. What
   * was left out is offered again, unless it is wrong in itself.
   */
  void reset(List<Tip> all, Set<Branch> flying) throws StoreException {
    tips.clear();
    told = all.size();
    matched.clear();
    restart.clear();
    refusals.clear();
    leftOut.values().removeIf(Coverage::mayPass);
    sent.keySet().retainAll(flying);
    for (Tip tip : all) {
      tips.merge(tip.chain(), List.of(tip), Coverage::joined);
    }
    Set<ChainId> chains = new HashSet<>();
    for (Head head : frontier.heads()) {
      chains.add(head.branch().chain());
    }
    for (ChainId chain : chains) {
      match(chain);
    }
  }

  private static List<Tip> joined(List<Tip> some, List<Tip> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /**
   * The other side has said anew how far it has this chain.
   *
   * @return whether it has no more heads in all than can be compared; else nothing is noted
   */
  boolean learn(ChainId chain, List<Tip> now) throws StoreException {
    int then = told - tips.getOrDefault(chain, List.of()).size() + now.size();
    if (then > Limits.SESSION_HEADS) {
      return false;
    }
    told = then;
    tips.put(chain, List.copyOf(now));
    match(chain);
    return true;
  }

  /** Compares our branches of a chain with the tips that the other side has of it. */
  void match(ChainId chain) throws StoreException {
    Collection<Head> heads = frontier.heads(chain);
    heads.forEach(h -> matched.put(h.branch(), h.firstSeq()));
    Set<Branch> confirmed = new HashSet<>();
    List<Tip> elsewhere = new ArrayList<>();
    for (Tip tip : tips.getOrDefault(chain, List.of())) {
      Optional<Branch> on = branchOf(tip, heads);
      if (on.isPresent()) {
        raise(on.get(), tip.seq() + 1);
        confirmed.add(on.get());
      } else {
        elsewhere.add(tip);
      }
    }
    boolean lacksOne = !elsewhere.isEmpty() && heads.size() - confirmed.size() > elsewhere.size();
    for (Head head : heads) {
      if (!confirmed.contains(head.branch())) {
        long begin = lacksOne ? afterSplit(head, heads) : unconfirmed(head, elsewhere);
        matched.merge(head.branch(), begin, Math::max);
      }
      refresh(head.branch());
    }
  }

  /**
   * Where to begin on a branch of a forked chain of which the other side has fewer: some of ours it
   * lacks, however far its own reach.
   */
  private long afterSplit(Head head, Collection<Head> heads) {
    Long again = restart.get(head.branch());
    if (again != null || head.branch().number() > 0) {
      return again != null ? again : head.firstSeq();
    }
    return heads.stream()
        .filter(other -> other.branch().number() > 0)
        .mapToLong(Head::firstSeq)
        .min()
        .orElse(head.firstSeq());
  }

  private Optional<Branch> branchOf(Tip tip, Collection<Head> heads) throws StoreException {
    for (Head head : heads) {
      if (head.firstSeq() <= tip.seq() && tip.seq() <= head.seq()) {
        if (tip.seq() == head.seq() ? isHead(head, tip) : isBefore(head, tip)) {
          return Optional.of(head.branch());
        }
      }
    }
    return Optional.empty();
  }

  private boolean isHead(Head head, Tip tip) {
    return frontier.tip(head.branch()).equals(Optional.of(tip));
  }

  private boolean isBefore(Head head, Tip tip) throws StoreException {
    return store
        .entry(new Place(head.branch(), tip.seq()))
        .filter(s -> key.check(s.entry().id()) == tip.check())
        .isPresent();
  }

  /**
   * Where to begin on a branch that none of the other side's tips stand on. Where a tip is beyond
   * our head, the other side sends first, and only then it shows which branch it is on.
   *
   * @param elsewhere tips of the chain that stand on no branch of ours
   */
  private long unconfirmed(Head head, List<Tip> elsewhere) {
    Long again = restart.get(head.branch());
    if (again != null) {
      return again;
    }
    long begin = head.firstSeq();
    for (Tip tip : elsewhere) {
      begin = Math.max(begin, tip.seq() > head.seq() ? head.seq() + 1 : tip.seq());
    }
    return begin;
  }

  /** The other side has this branch up to there, and what it follows on other branches. */
  private void raise(Branch branch, long next) throws StoreException {
    matched.merge(branch, next, Math::max);
    Optional<Place> split = split(branch);
    if (split.isPresent()) {
      raise(split.get().branch(), split.get().seq() + 1);
    }
  }

  /** The entry of another branch that this branch follows; empty if it is the chain's first. */
  private Optional<Place> split(Branch branch) throws StoreException {
    Optional<Head> head = frontier.head(branch);
    if (branch.number() == 0 || head.isEmpty()) {
      return Optional.empty();
    }
    Optional<EntryId> previous =
        store
            .entry(new Place(branch, head.get().firstSeq()))
            .flatMap(signed -> signed.entry().header().previous());
    return previous.isPresent() ? store.place(previous.get()) : Optional.empty();
  }

  /** The first entry of the branch that the other side lacks and that was not sent. */
  long next(Branch branch) {
    return Math.max(matched.getOrDefault(branch, 0L), sent.getOrDefault(branch, 0L));
  }

  /** Everything of the branch before {@code next} is there or on its way. */
  void sent(Branch branch, long next) {
    sent.merge(branch, next, Math::max);
    refresh(branch);
  }

  /** The first branch to send from: governance before records. */
  Optional<Branch> firstPending(boolean governanceOnly) {
    if (pending.isEmpty() || governanceOnly && pending.first().chain().lane() != Lane.GOVERNANCE) {
      return Optional.empty();
    }
    return Optional.of(pending.first());
  }

  /** The branch that has to be sent from before this entry may be; empty if there is none. */
  Optional<Branch> blocker(SignedEntry signed) throws StoreException {
    for (EntryId link : signed.entry().header().links()) {
      Optional<Branch> lacking = lacking(link);
      if (lacking.isPresent()) {
        return lacking;
      }
    }
    return Optional.empty();
  }

  /** The branch that this entry stands in, if the other side lacks it and it can be sent. */
  Optional<Branch> lacking(EntryId id) throws StoreException {
    return store
        .place(id)
        .filter(p -> p.seq() >= next(p.branch()) && pending.contains(p.branch()))
        .map(Place::branch);
  }

  /** A run was refused; whether the branch is now left out. */
  boolean refused(Branch branch, long firstSeq, Reason reason) throws StoreException {
    int times = refusals.merge(branch, 1, Integer::sum);
    boolean again =
        switch (reason) {
          case GAP, WRONG_PREVIOUS -> times <= MOST_STEPS_BACK && stepBack(branch, firstSeq, times);
          case MISSING_LINKS, NOT_A_MEMBER, THIRD_BRANCH, BODY_MISSING ->
              times <= MOST_RETRIES && resting.add(branch);
          default -> false;
        };
    if (!again) {
      leaveOut(branch, reason);
      return true;
    }
    sent.remove(branch);
    match(branch.chain());
    return false;
  }

  private boolean stepBack(Branch branch, long firstSeq, int times) {
    long begin = frontier.head(branch).map(Head::firstSeq).orElse(0L);
    long step = 1;
    for (int i = 0; i < times && step < firstSeq; i++) {
      step *= STEP_FACTOR;
    }
    restart.put(branch, Math.max(begin, firstSeq - step));
    return firstSeq > begin;
  }

  /** Offers a branch no more until heads are compared again, and then only if that may help. */
  void leaveOut(Branch branch, Reason reason) {
    leftOut.put(branch, reason);
    refresh(branch);
  }

  /** Whether what was refused for this reason may be taken later, as it is. */
  private static boolean mayPass(Reason reason) {
    return switch (reason) {
      case GAP,
          WRONG_PREVIOUS,
          MISSING_LINKS,
          NOT_A_MEMBER,
          THIRD_BRANCH,
          BODY_MISSING,
          NO_SIGNATURE ->
          true;
      default -> false;
    };
  }

  boolean isResting() {
    return !resting.isEmpty();
  }

  /** What rested is offered again. */
  void wake() {
    Set<Branch> woken = Set.copyOf(resting);
    resting.clear();
    woken.forEach(this::refresh);
  }

  private void refresh(Branch branch) {
    boolean lacks =
        frontier.head(branch).filter(h -> next(branch) <= h.seq()).isPresent()
            && !leftOut.containsKey(branch)
            && !resting.contains(branch);
    if (lacks) {
      pending.add(branch);
    } else {
      pending.remove(branch);
    }
  }
}
