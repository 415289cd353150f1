package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.log.Fact;

/**
 * All histories of a few acts of authority by three stewards, with every pattern of who knew what.
 *
 * <p>Of histories that differ only in who is called what, or in the order in which acts that do not
 * know of each other are listed, about one is kept. Proposals and ballots are there beforehand.
 *
 * @param moves who does what to whom
 * @param known for each act the earlier ones that it knows, as bits
 */
record Small(List<Move> moves, List<Integer> known) {
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

  /** Gives every history of exactly so many acts to {@code each}. */
  static void all(int acts, Consumer<Small> each) {
    extend(new ArrayList<>(), new ArrayList<>(), acts, each);
  }

  private static void extend(
      List<Integer> codes, List<Integer> known, int left, Consumer<Small> each) {
    if (left == 0) {
      each.accept(new Small(codes.stream().map(MOVES::get).toList(), List.copyOf(known)));
      return;
    }
    for (int code = 0; code < MOVES.size(); code++) {
      for (int mask = 0; mask < 1 << codes.size(); mask++) {
        codes.add(code);
        known.add(mask);
        if (isPossible(codes, known) && isFirstOfItsKind(codes, mask)) {
          extend(codes, known, left - 1, each);
        }
        codes.remove(codes.size() - 1);
        known.remove(known.size() - 1);
      }
    }
  }

  /** The last knows its author's own, and whatever those know that it knows. */
  private static boolean isPossible(List<Integer> codes, List<Integer> known) {
    int last = codes.size() - 1;
    int mask = known.get(last);
    for (int i = 0; i < last; i++) {
      boolean knows = (mask >> i & 1) == 1;
      boolean own = MOVES.get(codes.get(i)).author() == MOVES.get(codes.get(last)).author();
      if (own && !knows || knows && (known.get(i) & ~mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** People are named in the order in which they appear; concurrent neighbours are in order. */
  private static boolean isFirstOfItsKind(List<Integer> codes, int mask) {
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
    return last == 0 || (mask >> (last - 1) & 1) == 1 || codes.get(last - 1) <= codes.get(last);
  }

  /** Tells it. */
  Group tell() {
    Group group = new Group(Group.OPEN, PEOPLE);
    group.decide(
        new Effect.Recover(IntStream.range(0, PEOPLE).mapToObj(Group::member).toList(), List.of()),
        0,
        1);
    moves.stream()
        .filter(m -> m.kind() == Kind.RETIRE)
        .mapToInt(Move::author)
        .distinct()
        .forEach(a -> group.admit(a, group.openForDevice(a, Optional.empty()), SPARE + a));
    TreeMap<String, Fact> proposals = propose(group);
    Fact[] before = group.all();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      List<Fact> heard = new ArrayList<>(List.of(before));
      for (int j = 0; j < i; j++) {
        if ((known.get(i) >> j & 1) == 1) {
          heard.add(facts.get(j));
        }
      }
      Move move = moves.get(i);
      Act act = act(move, proposals);
      facts.add(group.knowing(move.author(), act, heard.toArray(Fact[]::new)));
    }
    return group;
  }

  private TreeMap<String, Fact> propose(Group group) {
    TreeMap<String, Fact> proposals = new TreeMap<>();
    for (Move move : moves) {
      String name = move.kind() + " " + move.target();
      if (move.effect().isPresent() && !proposals.containsKey(name)) {
        int[] others = {(move.target() + 1) % PEOPLE, (move.target() + 2) % PEOPLE};
        Fact proposal = group.write(others[0], Histories.proposal(move.effect().get()));
        group.write(others[0], Histories.agree(proposal));
        group.write(others[1], Histories.agree(proposal));
        proposals.put(name, proposal);
      }
    }
    return proposals;
  }

  private static Act act(Move move, TreeMap<String, Fact> proposals) {
    return switch (move.kind()) {
      case SUSPEND -> Group.suspend(move.target());
      case PROVE_FORK -> Pool.fork(move.target());
      case RETIRE -> new Act.Retire(Pool.device(SPARE + move.author()).id(), List.of());
      case LEAVE -> new Act.Leave();
      default -> Histories.enact(proposals.get(move.kind() + " " + move.target()));
    };
  }

  /** Whether no act is about this person. */
  boolean sparesPerson(int person) {
    return moves.stream().noneMatch(m -> m.target() == person && m.kind() != Kind.RETIRE);
  }
}
