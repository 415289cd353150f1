package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Wearing;

/**
 * Who could read what: everybody's keys, and every block that anybody ever wrote, as if all of them
 * had been overheard. Rule K1: what an author wrote, nobody can read whom the author knew to be
 * out.
 */
final class KeyTracker {
  private static final List<EntryId> NEVER = List.of();

  /**
   * Somebody got an epoch.
   *
   * @param rightly whether the giver took the receiver to be in
   * @param graph the giver's then: at a start it builds another, in which lines have other numbers
   * @param known all that the giver knew
   */
  private record Gift(SimNode giver, boolean rightly, Graph graph, Past known) {
    static Gift by(SimNode giver, boolean rightly) {
      return new Gift(giver, rightly, giver.replica().graph(), giver.replica().everything());
    }

    boolean knew(EntryId id) {
      return graph.point(id).filter(known::includes).isPresent();
    }

    @Override
    public String toString() {
      return giver + (rightly ? "" : ", wrongly,");
    }
  }

  private final Map<DeviceId, Keyring> keyrings = new HashMap<>();

  /** By device, then epoch: the acts that its author knew the device to be out by. */
  private final Map<DeviceId, Map<EpochId, List<EntryId>>> forbidden = new HashMap<>();

  /** By device and epoch. */
  private final Map<String, List<Gift>> gifts = new HashMap<>();

  private final Set<Bytes> keys = new HashSet<>();
  private final Set<EntryId> heard = new HashSet<>();
  private final Set<DeviceId> outsiders = new TreeSet<>();
  private final Map<EpochId, Set<DeviceId>> leaked = new HashMap<>();
  private long checks;

  void enter(DeviceSecrets own) {
    keyrings.putIfAbsent(own.device(), new Keyring(own.device(), own.sealing()));
  }

  /** Somebody who never is a member: nobody honest may write what it opens. */
  void enterOutsider(DeviceSecrets own) {
    enter(own);
    outsiders.add(own.device());
  }

  /**
   * Hears a block by a hostile hand. What that gives to those whom it knows to be out is its
   * telling, which no rule prevents; only its own epochs must not be used after that.
   */
  void hearHostile(SimNode by, Entry entry) {
    if (heard.add(entry.id())) {
      entry
          .header()
          .block()
          .map(block -> withoutLeaks(by, block))
          .ifPresent(b -> absorb(b, by, by.replica().membership()));
    }
  }

  private EpochBlock withoutLeaks(SimNode by, EpochBlock block) {
    if (block instanceof NewEpoch made) {
      List<Seal> seals = made.seals().stream().filter(s -> isDue(by, s, made)).toList();
      return new NewEpoch(
          made.governanceCommitment(), made.recordsCommitment(), seals, made.parents());
    }
    SharedEpoch shared = (SharedEpoch) block;
    List<Seal> seals = shared.seals().stream().filter(s -> isDue(by, s, null)).toList();
    return new SharedEpoch(shared.epoch(), seals);
  }

  /** Whether a seal is to somebody who is in; an epoch of its own that is not it leaks. */
  private boolean isDue(SimNode by, Seal seal, NewEpoch made) {
    boolean due = by.replica().membership().isEffective(seal.recipient());
    if (!due && made != null) {
      leaked.computeIfAbsent(EpochSecrets.idOf(made), e -> new TreeSet<>()).add(seal.recipient());
    }
    return due;
  }

  /** A rule of its own: who has seen that an epoch went to an outsider uses it no more. */
  private void requireNotLeaked(SimNode author, EpochId epoch) {
    Laws.require(
        leaked.getOrDefault(epoch, Set.of()).stream().noneMatch(outsiders::contains),
        author,
        "writes under " + epoch + ", which an outsider holds");
  }

  long checks() {
    return checks;
  }

  /**
   * Hears what a node has just written.
   *
   * @param before whom it took to be in; what it wrote ahead of its act was written for those, and
   *     the act may have removed one of them
   */
  void hear(SimNode node, Membership before, Iterable<Head> grown) throws StoreException {
    hearKeys(node);
    Membership now = node.replica().membership();
    for (Head head : grown) {
      if (head.branch().chain().device().equals(node.device())) {
        Membership known = now;
        for (long seq = head.seq(); seq >= head.firstSeq() && hear(node, known, head, seq); seq--) {
          known = before;
        }
      }
    }
  }

  private void hearKeys(SimNode node) throws StoreException {
    for (AgreementKey key : Wearing.keys(node.replica())) {
      if (keys.add(Bytes.own(key.publicKey()))) {
        keyrings.get(node.device()).add(key);
      }
    }
  }

  private boolean hear(SimNode node, Membership known, Head head, long seq) throws StoreException {
    Entry entry = node.store().read(head.branch(), seq, 1, Integer.MAX_VALUE).get(0).entry();
    if (!heard.add(entry.id())) {
      return false;
    }
    entry.header().block().ifPresent(block -> absorb(block, node, known));
    requireNotLeaked(node, entry.header().epoch());
    forbid(entry.header().epoch(), node, known);
    return true;
  }

  private void absorb(EpochBlock block, SimNode by, Membership known) {
    for (Keyring keyring : keyrings.values()) {
      for (EpochId opened : keyring.absorb(block)) {
        gifts
            .computeIfAbsent(keyring.device() + " " + opened, k -> new ArrayList<>())
            .add(Gift.by(by, known.isEffective(keyring.device())));
      }
    }
  }

  /**
   * Whether somebody gave the device this epoch who knew all that the author knows against it, and
   * more, by which that counts for nothing.
   */
  private boolean isGivenByBetterKnowledge(DeviceId device, EpochId epoch, List<EntryId> because) {
    return gifts.getOrDefault(device + " " + epoch, List.of()).stream()
        .anyMatch(gift -> gift.rightly() && because.stream().allMatch(gift::knew));
  }

  private void forbid(EpochId epoch, SimNode author, Membership known) {
    if (!known.isEffective(author.device())) {
      return;
    }
    for (DeviceId device : keyrings.keySet()) {
      Optional<Member> owner = known.memberOf(device);
      if (outsiders.contains(device)) {
        forbidden.computeIfAbsent(device, d -> new TreeMap<>()).putIfAbsent(epoch, NEVER);
      } else if (known.isEffective(device)) {
        broughtBack(device, author);
      } else if (owner.filter(o -> o.state() != Member.State.HELD).isPresent()
          && !isGivenByBetterKnowledge(device, epoch, owner.get().because())) {
        forbidden
            .computeIfAbsent(device, d -> new TreeMap<>())
            .putIfAbsent(epoch, owner.get().because());
      }
    }
  }

  /** Who is in again, although all that spoke against it is known, may read what was written. */
  private void broughtBack(DeviceId device, SimNode author) {
    forbidden
        .getOrDefault(device, new TreeMap<>())
        .values()
        .removeIf(because -> because.stream().allMatch(author.replica().graph()::has));
  }

  /** Fails if someone can read what was written by those who knew them to be out. */
  void check() {
    forbidden.forEach(
        (device, epochs) -> {
          for (EpochId epoch : epochs.keySet()) {
            checks++;
            boolean opens = keyrings.get(device).known().contains(epoch);
            if (opens && !isGivenByBetterKnowledge(device, epoch, epochs.get(epoch))) {
              throw new AssertionError(
                  "K1: "
                      + device
                      + " is out because "
                      + epochs.get(epoch)
                      + " and opens "
                      + epoch
                      + ", which "
                      + gifts.get(device + " " + epoch)
                      + " gave");
            }
          }
        });
  }
}
