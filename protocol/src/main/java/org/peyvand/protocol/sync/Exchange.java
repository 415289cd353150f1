package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/**
 * What a session knows and what its states have in common. Collects the outputs of the step that is
 * being made.
 */
final class Exchange {
  private static final long RETRY_MS = 2_000;

  private final EntryStore store;
  private final int fewHeads;
  private final Frontier frontier;
  private final Coverage coverage;
  private final Outbox outbox;
  private final Inbox inbox = new Inbox();
  private final Parts parts = new Parts();

  private List<Output> outputs = new ArrayList<>();
  private long nowMs;
  private Tally tally = Tally.ZERO;
  private Message.Hello hello = new Message.Hello(Limits.VERSION, 0, Optional.empty());
  private boolean serving;
  private boolean governanceOnly;
  private boolean governanceMarkerDue;
  private OptionalInt untilGovernanceDone = OptionalInt.empty();
  private boolean governanceDone;
  private Optional<Fingerprint> equalAt = Optional.empty();
  private Optional<Fingerprint> announced = Optional.empty();
  private Optional<Fingerprint> theirs = Optional.empty();

  Exchange(Session.Setup setup) {
    store = setup.store();
    fewHeads = setup.fewHeads();
    SessionKey key = new SessionKey(setup.channel());
    frontier = new Frontier(key);
    coverage = new Coverage(store, key, frontier);
    outbox = new Outbox(store, coverage);
    serving = setup.maySend();
  }

  /** Begins a step. */
  void at(long nowMs) {
    this.nowMs = nowMs;
  }

  /** Ends the step. */
  Step step(Session next) {
    List<Output> made = outputs;
    outputs = new ArrayList<>();
    return new Step(next, made);
  }

  void put(Output output) {
    outputs.add(output);
  }

  Tally tally() {
    return tally;
  }

  // ---- frames

  void send(Message message) {
    send(message, true, 0);
  }

  private void send(Message message, boolean urgent, int entries) {
    send(MessageCodec.encode(message), urgent, entries);
  }

  /** Sends what is encoded already. */
  void send(Bytes frame) {
    send(frame, true, 0);
  }

  /** The same, to wait for what the other side will say to it. */
  void ask(Bytes frame) {
    tally = tally.roundTrip();
    send(frame);
  }

  private void send(Bytes frame, boolean urgent, int entries) {
    tally = tally.sent(entries, frame.length());
    put(new Output.SendFrame(frame, urgent));
  }

  /** Reads a frame; what it says of the other side's root is remembered. */
  Decoded<Message> receive(Input.FrameReceived input) {
    tally = tally.receivedFrame(input.frame().length());
    Decoded<Message> decoded = MessageCodec.decode(input.frame());
    decoded.asOptional().flatMap(Exchange::rootOf).ifPresent(r -> theirs = Optional.of(r));
    return decoded;
  }

  private static Optional<Fingerprint> rootOf(Message message) {
    if (message instanceof Message.Hello hello) {
      return hello.root();
    } else if (message instanceof Message.Root root) {
      return Optional.of(root.root());
    } else if (message instanceof Message.Entries entries) {
      return entries.root();
    } else if (message instanceof Message.Have have) {
      return have.root();
    }
    return Optional.empty();
  }

  /** Our root, unless we only receive for now; from here on the other side knows it. */
  private Optional<Fingerprint> announce() {
    if (serving) {
      announced = Optional.of(frontier.root());
    }
    return serving ? announced : Optional.empty();
  }

  // ---- greeting and comparing

  /** Takes the heads from the store; false if they are more than can be compared. */
  boolean load() {
    store.heads().forEach(frontier::put);
    return frontier.size() <= Limits.SESSION_HEADS;
  }

  void sendHello() {
    tally = tally.roundTrip();
    hello = new Message.Hello(Limits.VERSION, serving ? frontier.size() : 0, announce());
    send(hello);
  }

  /** Whether the root that we greeted with is the one that the other side greeted with. */
  boolean greetedAlike(Message.Hello hello) {
    return announced.isPresent() && announced.equals(hello.root());
  }

  /**
   * Whether this side begins a comparison by trie: the one with fewer heads does. Empty if all
   * heads shall be said: they are few, or one side only receives. Both sides find this in the
   * greetings.
   */
  Optional<Boolean> beginsTrie(Message.Hello theirs) {
    int most = Math.max(hello.heads(), theirs.heads());
    if (hello.root().isEmpty() || theirs.root().isEmpty() || most <= fewHeads) {
      return Optional.empty();
    }
    return Optional.of(
        hello.heads() != theirs.heads()
            ? hello.heads() < theirs.heads()
            : hello.root().get().compareTo(theirs.root().get()) < 0);
  }

  /** This side's heads as they are now. */
  Trie trie() {
    return frontier.trie(fewHeads);
  }

  /** The other side has what we have. */
  void startEqual() throws StoreException {
    coverage.reset(frontier.tips(), Set.of());
    markGovernanceDone();
  }

  /** Says all heads, in as many frames as it takes. */
  void sendHeads() {
    tally = tally.roundTrip();
    List<Tip> tips = serving ? frontier.tips() : List.of();
    int at = 0;
    do {
      int end = Math.min(tips.size(), at + Limits.FRAME_HEADS);
      send(new Message.Heads(tips.subList(at, end), end < tips.size(), !serving));
      at = end;
    } while (at < tips.size());
  }

  /** All heads of the other side are known. */
  void compared(List<Tip> theirTips, boolean withheld) throws StoreException {
    coverage.reset(theirTips, outbox.flying());
    governanceOnly = withheld;
    governanceMarkerDue = true;
    if (withheld) {
      theirs = Optional.empty();
    }
  }

  // ---- what every state does with its inputs

  void grown(List<Head> durable) throws StoreException {
    durable.forEach(frontier::put);
    for (ChainId chain : chains(durable)) {
      coverage.match(chain);
    }
  }

  void room(int bytes) {
    outbox.room(bytes);
  }

  /** False if sending was allowed before. */
  boolean allow() {
    boolean before = serving;
    serving = true;
    return !before;
  }

  boolean isServing() {
    return serving;
  }

  void wake() {
    coverage.wake();
  }

  /** A run came; what rule was broken by it, if any. */
  Optional<String> entries(Message.Entries message) {
    return run(message.run());
  }

  /** Part of a run came; what rule was broken by it, if any. */
  Optional<String> part(Message.Part part) {
    if (!parts.add(part)) {
      return Optional.of("a run of more than " + Limits.FRAME_BYTES + " bytes in parts");
    }
    if (part.last()) {
      return run(parts.whole());
    }
    send(new Message.PartTaken());
    return Optional.empty();
  }

  /** A part was taken; what rule was broken by the answer, if any. */
  Optional<String> partTaken() {
    return outbox.partTaken(nowMs)
        ? Optional.empty()
        : Optional.of("answer to a part of a run never sent");
  }

  private Optional<String> run(Bytes encoded) {
    Decoded<Run> decoded = inbox.received(encoded);
    if (decoded instanceof Decoded.Bad<Run> bad) {
      return Optional.of(bad.reason() + ": " + bad.detail());
    }
    Run run = decoded.asOptional().orElseThrow();
    tally = tally.receivedEntries(run.size());
    put(new Output.Ingest(run));
    return Optional.empty();
  }

  /** The shell has dealt with a run: answers it. What the other side has overdone, if anything. */
  Optional<String> ingested(Input.Ingested input) throws StoreException {
    Run run = input.run();
    Optional<String> overdone = inbox.answered(run, input.verdict(), frontier.size());
    input.durable().forEach(frontier::put);
    Optional<Place> place = store.place(run.last().id());
    if (place.isPresent()) {
      coverage.sent(place.get().branch(), place.get().seq() + 1);
    }
    Set<ChainId> chains = chains(input.durable());
    for (ChainId chain : chains) {
      coverage.match(chain);
    }
    answer(run, input.verdict(), chains);
    untilGovernanceDone.ifPresent(n -> untilGovernanceDone = OptionalInt.of(n - 1));
    markGovernanceDoneWhenReached();
    return overdone;
  }

  private void answer(Run run, Verdict verdict, Set<ChainId> chains) {
    if (verdict instanceof Verdict.Accepted) {
      chains.add(run.chain());
      sendHave(true, chains);
      return;
    }
    Reason reason =
        verdict instanceof Verdict.Waiting waiting
            ? waiting.reason()
            : ((Verdict.Rejected) verdict).reason();
    send(new Message.Refused(run.chain(), run.firstSeq(), reason));
    if (!chains.isEmpty()) {
      sendHave(false, chains);
    }
  }

  /** Says all tips of these chains, in as many frames as it takes; none while we only receive. */
  private void sendHave(boolean answers, Collection<ChainId> chains) {
    boolean answer = answers;
    List<Tip> tips = new ArrayList<>();
    for (ChainId chain : serving ? chains.stream().sorted().toList() : List.<ChainId>of()) {
      List<Tip> more = frontier.tips(chain);
      if (tips.size() + more.size() > Limits.FRAME_HEADS) {
        send(new Message.Have(answer, tips, announce()));
        answer = false;
        tips = new ArrayList<>();
      }
      tips.addAll(more);
    }
    send(new Message.Have(answer, tips, announce()));
  }

  private static Set<ChainId> chains(Collection<Head> heads) {
    Set<ChainId> chains = new LinkedHashSet<>();
    heads.forEach(h -> chains.add(h.branch().chain()));
    return chains;
  }

  /** The other side's word on what it has; what rule was broken by it, if any. */
  Optional<String> have(Message.Have have) throws StoreException {
    if (have.answers() && !outbox.taken(nowMs)) {
      return Optional.of("answer to a run never sent");
    }
    List<Tip> tips = have.tips();
    for (int from = 0; from < tips.size(); ) {
      ChainId chain = tips.get(from).chain();
      int to = from;
      while (to < tips.size() && tips.get(to).chain().equals(chain)) {
        to++;
      }
      if (!coverage.learn(chain, tips.subList(from, to))) {
        return Optional.of("expected at most " + Limits.SESSION_HEADS + " heads");
      }
      from = to;
    }
    return Optional.empty();
  }

  Optional<String> refused(Message.Refused refused) throws StoreException {
    Optional<Branch> branch;
    try {
      branch = outbox.refused(refused, nowMs);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (branch.isPresent()) {
      boolean leftOut = coverage.refused(branch.get(), refused.firstSeq(), refused.reason());
      if (leftOut) {
        put(new Output.LeftOut(refused.chain(), refused.reason()));
      } else if (coverage.isResting()) {
        put(new Output.SetTimer(Timer.RETRY, RETRY_MS));
      }
    }
    return Optional.empty();
  }

  void governanceSent() {
    if (!governanceDone && untilGovernanceDone.isEmpty()) {
      untilGovernanceDone = OptionalInt.of(inbox.size());
      markGovernanceDoneWhenReached();
    }
  }

  private void markGovernanceDoneWhenReached() {
    if (untilGovernanceDone.isPresent() && untilGovernanceDone.getAsInt() <= 0) {
      markGovernanceDone();
    }
  }

  private void markGovernanceDone() {
    if (!governanceDone) {
      governanceDone = true;
      put(new Output.GovernanceDone());
    }
  }

  // ---- sending

  /** Sends what can be sent now, and says the root once all is sent. */
  void flow() throws StoreException {
    if (serving) {
      pump();
      if (governanceMarkerDue && coverage.firstPending(true).isEmpty()) {
        governanceMarkerDue = false;
        send(new Message.GovernanceSent());
      }
      if (isDrained() && !announced.equals(Optional.of(frontier.root()))) {
        sayRoot();
      }
    }
    Optional<Fingerprint> root = Optional.of(frontier.root());
    boolean equal = serving && theirs.equals(root);
    if (equal && !equalAt.equals(root)) {
      put(new Output.Equal());
    }
    equalAt = equal ? root : Optional.empty();
  }

  private void pump() throws StoreException {
    for (Optional<Outbox.Next> next = outbox.next(governanceOnly);
        next.isPresent();
        next = outbox.next(governanceOnly)) {
      if (next.get() instanceof Outbox.Next.Whole whole) {
        send(whole);
      } else if (next.get() instanceof Outbox.Next.Part part) {
        send(part);
      } else if (next.get() instanceof Outbox.Next.Uncut uncut) {
        coverage.leaveOut(uncut.branch(), Reason.NO_SIGNATURE);
        put(new Output.LeftOut(uncut.branch().chain(), Reason.NO_SIGNATURE));
      }
    }
  }

  private void send(Outbox.Next.Whole whole) {
    outbox.sent(whole, nowMs);
    Optional<Fingerprint> root = isDrained() ? announce() : Optional.empty();
    boolean urgent = Flights.isUrgent(whole.branch());
    send(new Message.Entries(whole.encoded(), root), urgent, whole.run().size());
  }

  private void send(Outbox.Next.Part next) {
    Message.Part part = outbox.take(next, nowMs);
    send(part, false, part.last() ? next.run().entries() : 0);
  }

  private boolean isDrained() {
    return coverage.firstPending(false).isEmpty() && !outbox.isParting();
  }

  // ---- drift

  void sayRoot() {
    announce().ifPresent(r -> send(new Message.Root(r)));
  }

  /** Says the root again, unless so much is under way that it would only confuse. */
  void checkRoot() {
    if (isDrained()) {
      sayRoot();
    }
  }

  /** Nothing is under way, and yet the roots differ. */
  boolean hasDrifted() {
    return serving
        && isDrained()
        && outbox.isEmpty()
        && inbox.isEmpty()
        && theirs.isPresent()
        && !theirs.get().equals(frontier.root());
  }

  boolean isEqual() {
    return equalAt.isPresent();
  }
}
