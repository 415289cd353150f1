package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Past;

/** What one node holds: a causally closed set of entries, its graph, and its decisions. */
final class Replica {
  private static final NetworkId NETWORK = new NetworkId(Ids.entry("network").bytes());
  private static final EpochId EPOCH = new EpochId(Ids.entry("epoch").bytes());
  private static final Bytes RANDOM = Bytes.own(new byte[16]);

  /** An entry and what it does. */
  record Letter(Entry entry, Body body) {
    EntryId id() {
      return entry.id();
    }
  }

  private final Graph graph = new Graph();
  private final Map<EntryId, Letter> letters = new LinkedHashMap<>();
  private final Map<EntryId, Branch> branches = new HashMap<>();
  private final Map<EntryId, Fact> facts = new LinkedHashMap<>();
  private final Decisions decisions;
  private final String salt;

  /**
   * @param salt goes into the ids of what is written here
   */
  Replica(Roll roll, String salt) {
    this.decisions = new Decisions(roll);
    this.salt = salt;
  }

  Decisions decisions() {
    return decisions;
  }

  Collection<Letter> letters() {
    return letters.values();
  }

  List<Fact> facts() {
    return List.copyOf(facts.values());
  }

  Fact fact(EntryId id) {
    return facts.get(id);
  }

  Past now() {
    return past(graph.frontier());
  }

  Past past(Collection<EntryId> links) {
    return graph.pastOf(links);
  }

  /** Writes knowing all that is here. */
  EntryId write(String device, Act act) {
    return write(device, act, graph.frontier());
  }

  /** Writes knowing the device's own last entry here and these. */
  EntryId write(String device, Act act, Collection<EntryId> links) {
    Optional<EntryId> previous = last(Ids.device(device));
    return write(device, act, previous, links);
  }

  /** Writes after any entry of the same device, so that its chain may fork. */
  EntryId write(String name, Act act, Optional<EntryId> previous, Collection<EntryId> links) {
    DeviceId device = Ids.device(name);
    TreeSet<EntryId> others = new TreeSet<>(links);
    previous.ifPresent(others::remove);
    long seq = previous.map(p -> facts.get(p).point().seq() + 1).orElse(0L);
    Header header =
        new Header(
            Optional.of(NETWORK),
            device,
            Lane.GOVERNANCE,
            seq,
            previous,
            List.copyOf(others),
            EPOCH,
            RANDOM,
            Optional.empty());
    EntryId id = Ids.entry(salt + " " + name + " " + letters.size() + " " + act);
    receive(new Letter(new Entry(header, Bytes.EMPTY, Bytes.EMPTY, id), new Body(0, act)));
    return id;
  }

  private Optional<EntryId> last(DeviceId device) {
    return facts.values().stream()
        .filter(fact -> fact.author().equals(device))
        .reduce((before, after) -> after)
        .map(Fact::id);
  }

  List<EntryId> by(String device) {
    return facts.values().stream()
        .filter(fact -> fact.author().equals(Ids.device(device)))
        .map(Fact::id)
        .toList();
  }

  List<EntryId> frontier() {
    return graph.frontier();
  }

  /** Takes an entry whose past is here. */
  void receive(Letter letter) {
    if (letters.putIfAbsent(letter.id(), letter) == null) {
      Branch branch = branch(letter.entry());
      branches.put(letter.id(), branch);
      Fact fact = new Fact(graph.add(letter.entry(), branch), letter.body());
      facts.put(letter.id(), fact);
      decisions.add(fact);
    }
  }

  /** The branch of the entry before it, or a new one if something follows that already. */
  private Branch branch(Entry entry) {
    ChainId chain = entry.header().chain();
    Optional<EntryId> previous = entry.header().previous();
    boolean taken =
        letters.values().stream()
            .filter(other -> !other.id().equals(entry.id()))
            .anyMatch(
                other ->
                    other.entry().header().chain().equals(chain)
                        && other.entry().header().previous().equals(previous));
    if (!taken) {
      return previous.map(branches::get).orElse(Branch.main(chain));
    }
    Set<Branch> used = Set.copyOf(branches.values());
    int number = 1;
    while (used.contains(new Branch(chain, number))) {
      number++;
    }
    return new Branch(chain, number);
  }

  /** Takes all that the other holds. */
  void receiveAll(Replica other) {
    new ArrayList<>(other.letters.values()).forEach(this::receive);
  }

  boolean canTake(Letter letter) {
    Header header = letter.entry().header();
    return header.previous().stream().allMatch(letters::containsKey)
        && letters.keySet().containsAll(header.links());
  }

  /** Does a device's duties until there are none; returns what was written. */
  List<Act> doDuties(String device) {
    List<Act> done = new ArrayList<>();
    List<Act> due = Duties.of(decisions, Ids.device(device), now());
    while (!due.isEmpty()) {
      due.forEach(act -> write(device, act));
      done.addAll(due);
      if (done.size() > 100) {
        throw new AssertionError("duties without end: " + done);
      }
      due = Duties.of(decisions, Ids.device(device), now());
    }
    return done;
  }

  Decision decision(EntryId proposal) {
    return decisions.decision(proposal).orElseThrow();
  }

  Optional<Refusal> close(String device, EntryId proposal) {
    Optional<Refusal> refusal = decisions.mayClose(Ids.device(device), now(), proposal);
    if (refusal.isEmpty()) {
      write(device, decisions.close(now(), proposal));
    }
    return refusal;
  }

  EntryId vote(String device, EntryId proposal, String choice) {
    return write(device, new Act.Ballot(proposal, choice, ""));
  }

  EntryId propose(String device, String method) {
    return write(device, new Act.Propose("title", "text", method, List.of()));
  }
}
