package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Village;
import org.peyvand.protocol.replica.Villager;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/**
 * What a seed has five people do, whatever their clocks say: who writes what about which of the
 * things written before, and who meets whom.
 */
final class ClockStory {
  /** What somebody's machine claims. */
  @FunctionalInterface
  interface Clock {
    long claimed(int person, long trueMs);
  }

  private static final int PEOPLE = 5;
  private static final int MOVES = 50;

  private final Random random;
  private final Clock clock;
  private final Village village;
  private final List<Villager> people = new ArrayList<>();
  private final List<EntryId> questions = new ArrayList<>();
  private final List<EntryId> motions = new ArrayList<>();
  private final List<EntryId> notes = new ArrayList<>();

  /** By the order of writing. */
  private final Map<EntryId, Integer> numbers = new HashMap<>();

  private long nowMs = 1_764_000_000_000L;

  ClockStory(long seed, Clock clock) throws StoreException {
    this.random = new Random(seed);
    this.clock = clock;
    this.village = new Village(seed + 1);
    people.add(village.found("p0"));
    for (int i = 1; i < PEOPLE; i++) {
      people.add(village.join(people.get(0), "p" + i));
    }
    meetAll();
  }

  void tell() throws StoreException {
    for (int move = 0; move < MOVES; move++) {
      nowMs += 1_000;
      int who = random.nextInt(PEOPLE);
      int what = random.nextInt(100);
      int which = random.nextInt(1_000);
      if (what < 30) {
        meet(who, which % PEOPLE);
      } else if (what < 50) {
        share(who, which);
      } else if (what < 85) {
        decide(who, what, which);
      } else {
        remove(who, what, which);
      }
    }
    meetAll();
    meetAll();
  }

  // ---- moves

  private Optional<EntryId> write(int who, Act act) throws StoreException {
    Replica replica = people.get(who).replica;
    boolean in = replica.membership().isEffective(people.get(who).own.device());
    if (!in || replica.refusal(act).isPresent() || !counts(who, act)) {
      return Optional.empty();
    }
    EntryId id = replica.write(List.of(act), clock.claimed(who, nowMs)).last();
    numbers.put(id, numbers.size());
    return Optional.of(id);
  }

  private boolean counts(int who, Act act) {
    Replica replica = people.get(who).replica;
    boolean decides =
        act instanceof Act.Propose || act instanceof Act.Ballot || act instanceof Act.Close;
    return !decides
        || replica
            .decisions()
            .refusal(people.get(who).own.device(), replica.everything(), act)
            .isEmpty();
  }

  private void share(int who, int which) throws StoreException {
    Replica replica = people.get(who).replica;
    Optional<Bytes> row = Optional.empty();
    if (which % 2 == 0 && !notes.isEmpty()) {
      row = replica.store().row(Table.RESOURCE, notes.get(which % notes.size()).bytes());
    }
    if (row.isPresent()) {
      Resource note = ResourceCodec.decode(row.get()).asOptional().orElseThrow();
      List<EntryId> newest = note.newest().stream().map(Version::entry).toList();
      write(who, new Act.EditResource(note.id(), newest, "edit " + nowMs, "", List.of()));
    } else {
      write(who, new Act.AddResource("note", "note " + nowMs, "", List.of(), Optional.empty()))
          .ifPresent(notes::add);
    }
  }

  private void decide(int who, int what, int which) throws StoreException {
    if (what < 55 || questions.isEmpty()) {
      write(who, new Act.Propose("question " + nowMs, "", "majority", List.of()))
          .ifPresent(questions::add);
      return;
    }
    EntryId question = questions.get(questions.size() - 1 - which % Math.min(3, questions.size()));
    Replica replica = people.get(who).replica;
    if (what < 75) {
      String choice = which % 3 == 0 ? "disagree" : "agree";
      write(who, new Act.Ballot(question, choice, ""));
    } else if (replica.graph().has(question)) {
      write(who, replica.decisions().close(replica.everything(), question));
    }
  }

  private void remove(int who, int what, int which) throws StoreException {
    MemberId target = member(which % PEOPLE);
    if (what < 88) {
      write(0, new Act.Suspend(target, "", List.of()));
    } else if (what < 92 || motions.isEmpty()) {
      Effect effect = which % 2 == 0 ? new Effect.Expel(target) : new Effect.Reinstate(target);
      Act motion =
          new Act.Propose("motion " + nowMs, "", "threshold", List.of(), Optional.of(effect));
      write(who, motion).ifPresent(motions::add);
    } else {
      EntryId motion = motions.get(motions.size() - 1);
      for (int voter = 0; voter < PEOPLE; voter++) {
        meet(who, voter);
        write(voter, new Act.Ballot(motion, "agree", ""));
        meet(who, voter);
      }
      write(who, new Act.Enact(motion, List.of()));
    }
  }

  private MemberId member(int person) {
    Villager villager = people.get(person);
    return people
        .get(0)
        .replica
        .membership()
        .memberOf(villager.own.device())
        .map(Member::id)
        .orElseThrow();
  }

  private void meet(int one, int other) throws StoreException {
    if (one != other) {
      bring(people.get(one).replica, people.get(other).replica);
      bring(people.get(other).replica, people.get(one).replica);
      dutiesOf(one);
      dutiesOf(other);
    }
  }

  /** What the other lacks; nobody here forks. */
  private static void bring(Replica from, Replica to) throws StoreException {
    List<Run> runs = new ArrayList<>();
    for (Head head : from.store().heads()) {
      long next = to.store().head(head.branch()).map(Head::seq).orElse(-1L) + 1;
      while (next <= head.seq()) {
        Run run = Runs.cut(from.store(), head.branch(), next).orElseThrow();
        runs.add(run);
        next = run.lastSeq() + 1;
      }
    }
    to.enter(runs);
  }

  private void dutiesOf(int who) throws StoreException {
    Replica replica = people.get(who).replica;
    for (List<Act> due = replica.duties(); !due.isEmpty(); due = replica.duties()) {
      for (Act duty : due) {
        EntryId id = replica.write(List.of(duty), clock.claimed(who, nowMs)).last();
        numbers.put(id, numbers.size());
      }
    }
  }

  private void meetAll() throws StoreException {
    for (int one = 0; one < PEOPLE; one++) {
      for (int other = 0; other < one; other++) {
        meet(one, other);
      }
    }
  }

  // ---- the state

  /** What all see who can read everything, with ids replaced by numbers. */
  String state() throws StoreException {
    List<Replica> readers =
        people.stream().map(p -> p.replica).filter(r -> r.unread().isEmpty()).toList();
    View view = View.of(readers.get(0));
    for (Replica other : readers) {
      if (!view.equals(View.of(other)) || !other.digest().equals(readers.get(0).digest())) {
        throw new AssertionError("they differ: " + view.difference(View.of(other)));
      }
    }
    StringBuilder state = new StringBuilder();
    for (Member member : view.membership().members().values()) {
      state.append(member.name()).append(' ').append(member.role()).append(' ');
      state.append(member.state()).append(" because ").append(numbered(member.because()));
      state.append('\n');
    }
    state.append(new TreeSet<>(view.decisions().stream().map(this::told).toList()));
    for (Bytes row : view.resources().values()) {
      Resource resource = ResourceCodec.decode(row).asOptional().orElseThrow();
      TreeSet<String> newest = new TreeSet<>();
      resource.newest().forEach(v -> newest.add(v.title()));
      state.append('\n').append(numbers.get(resource.id())).append(newest);
    }
    return sorted(state.toString());
  }

  private String told(Decision decision) {
    return decision.question().title()
        + " by "
        + decision.proposer()
        + " "
        + decision.state()
        + " "
        + decision.count().tally()
        + " late "
        + decision.late().voices().size();
  }

  private List<Integer> numbered(List<EntryId> ids) {
    return ids.stream().map(id -> numbers.getOrDefault(id, -1)).sorted().toList();
  }

  private static String sorted(String lines) {
    return String.join("\n", new TreeSet<>(List.of(lines.split("\n"))));
  }
}
