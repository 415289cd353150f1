package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;

/**
 * All histories of a few acts of authority by three stewards, with every pattern of who knew what.
 *
 * <p>Of histories that differ only in who is called what, or in the order in which acts that do not
 * know of each other are listed, about one is kept. Further devices, proposals and ballots are
 * there beforehand.
 *
 * @param codes who does what to whom, by number
 * @param known for each act the earlier ones that it knows, as bits
 */
record Small(List<Integer> codes, List<Integer> known) {
  static final Small EMPTY = new Small(List.of(), List.of());

  private static final int PEOPLE = 3;
  private static final int SPARE = 50;

  /** What one does to another. */
  enum Kind {
    SUSPEND,
    EXPEL,
    REINSTATE,
    END_STEWARD,
    GRANT_STEWARD,
    PROVE_FORK,
    RETIRE,
    LEAVE
  }

  /** One act; who leaves or retires a device is its own target. */
  record Move(int author, Kind kind, int target) {
    Optional<Effect> effect() {
      return switch (kind) {
        case EXPEL -> Optional.of(Group.expel(target));
        case REINSTATE -> Optional.of(new Effect.Reinstate(Group.member(target)));
        case END_STEWARD -> Optional.of(new Effect.EndRole(Group.member(target), Role.STEWARD));
        case GRANT_STEWARD -> Optional.of(new Effect.GrantRole(Group.member(target), Role.STEWARD));
        default -> Optional.empty();
      };
    }

    private boolean isSensible() {
      return switch (kind) {
        case RETIRE, LEAVE -> author == target;
        case END_STEWARD, GRANT_STEWARD -> true;
        default -> author != target;
      };
    }
  }

  private static final List<Move> MOVES = everyMove();

  private static List<Move> everyMove() {
    List<Move> moves = new ArrayList<>();
    for (int author = 0; author < PEOPLE; author++) {
      for (Kind kind : Kind.values()) {
        for (int target = 0; target < PEOPLE; target++) {
          Move move = new Move(author, kind, target);
          if (move.isSensible()) {
            moves.add(move);
          }
        }
      }
    }
    return moves;
  }

  /** Every history of exactly so many acts. */
  static Stream<Small> all(int acts) {
    return acts == 0 ? Stream.of(EMPTY) : all(acts - 1).flatMap(one -> one.longer().stream());
  }

  /** Those that begin with this one and have one act more. */
  List<Small> longer() {
    List<Small> longer = new ArrayList<>();
    for (int code = 0; code < MOVES.size(); code++) {
      for (int mask = 0; mask < 1 << codes.size(); mask++) {
        Small one = new Small(with(codes, code), with(known, mask));
        if (one.isPossible() && one.isFirstOfItsKind()) {
          longer.add(one);
        }
      }
    }
    return longer;
  }

  private static List<Integer> with(List<Integer> list, int one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  private Move move(int number) {
    return MOVES.get(codes.get(number));
  }

  /** The last knows its author's own, and whatever those know that it knows. */
  private boolean isPossible() {
    int last = codes.size() - 1;
    int mask = known.get(last);
    for (int i = 0; i < last; i++) {
      boolean knows = (mask >> i & 1) == 1;
      boolean own = move(i).author() == move(last).author();
      if (own && !knows || knows && (known.get(i) & ~mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** People are named in the order in which they appear; concurrent neighbours are in order. */
  private boolean isFirstOfItsKind() {
    int people = 0;
    for (int code : codes) {
      for (int person : List.of(MOVES.get(code).author(), MOVES.get(code).target())) {
        if (person > people) {
          return false;
        }
        people = Math.max(people, person + 1);
      }
    }
    int last = codes.size() - 1;
    return last == 0
        || (known.get(last) >> (last - 1) & 1) == 1
        || codes.get(last - 1) <= codes.get(last);
  }

  /**
   * Its facts, with those of longer ones.
   *
   * @param ends for each of the longer ones the act that it has more
   */
  record Told(Story story, List<EntryId> ends) {}

  /** Tells it, and the longer ones as if its authors had gone on so in many worlds at once. */
  Told tell(List<Small> longer) {
    Group group = new Group(Group.OPEN, PEOPLE);
    group.decide(
        new Effect.Recover(IntStream.range(0, PEOPLE).mapToObj(Group::member).toList(), List.of()),
        0,
        1);
    for (int person = 0; person < PEOPLE; person++) {
      group.admit(person, group.openForDevice(person, Optional.empty()), SPARE + person);
    }
    Map<Effect, Fact> proposals = propose(group);
    Fact[] before = group.all();
    List<Fact> acts = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      Act act = act(move(i), proposals);
      acts.add(group.knowing(move(i).author(), act, heard(i, before, acts)));
    }
    List<EntryId> ends = new ArrayList<>();
    for (Small one : longer) {
      Move last = one.move(codes.size());
      Fact[] heard = one.heard(codes.size(), before, acts);
      Story.Device author = Pool.device(last.author());
      ends.add(group.story.writeAside(author, act(last, proposals), heard).id());
    }
    return new Told(group.story, ends);
  }

  private Fact[] heard(int number, Fact[] before, List<Fact> acts) {
    List<Fact> heard = new ArrayList<>(List.of(before));
    for (int i = 0; i < number; i++) {
      if ((known.get(number) >> i & 1) == 1) {
        heard.add(acts.get(i));
      }
    }
    return heard.toArray(Fact[]::new);
  }

  /** All that any move enacts. */
  private static Map<Effect, Fact> propose(Group group) {
    Map<Effect, Fact> proposals = new LinkedHashMap<>();
    for (Move move : MOVES) {
      if (move.effect().isPresent() && !proposals.containsKey(move.effect().get())) {
        int[] others = {(move.target() + 1) % PEOPLE, (move.target() + 2) % PEOPLE};
        Fact proposal = group.write(others[0], Histories.proposal(move.effect().get()));
        group.write(others[0], Histories.agree(proposal));
        group.write(others[1], Histories.agree(proposal));
        proposals.put(move.effect().get(), proposal);
      }
    }
    return proposals;
  }

  private static Act act(Move move, Map<Effect, Fact> proposals) {
    return switch (move.kind()) {
      case SUSPEND -> Group.suspend(move.target());
      case PROVE_FORK -> Pool.fork(move.target());
      case RETIRE -> new Act.Retire(Pool.device(SPARE + move.author()).id(), List.of());
      case LEAVE -> new Act.Leave();
      default -> Histories.enact(proposals.get(move.effect().orElseThrow()));
    };
  }

  /** Whether no act is about this person. */
  boolean sparesPerson(int person) {
    return codes.stream()
        .map(MOVES::get)
        .noneMatch(move -> move.target() == person && move.kind() != Kind.RETIRE);
  }

  @Override
  public String toString() {
    return codes.stream().map(MOVES::get).toList() + " knowing " + known;
  }
}
