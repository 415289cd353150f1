package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

/** The ballots of one proposal that may count. */
final class BallotBox {
  /**
   * By member, then by line of entries: within a line each ballot saw those before it, so only the
   * last one of a line can be a member's newest, however many it casts.
   */
  private final SortedMap<MemberId, Map<Integer, List<Fact>>> lines = new TreeMap<>();

  private final Map<EntryId, Fact> ballots = new HashMap<>();
  private final Map<EntryId, MemberId> voters = new HashMap<>();

  void add(MemberId member, Fact ballot) {
    lines
        .computeIfAbsent(member, m -> new TreeMap<>())
        .computeIfAbsent(ballot.point().line(), line -> new ArrayList<>())
        .add(ballot);
    ballots.put(ballot.id(), ballot);
    voters.put(ballot.id(), member);
  }

  Optional<Fact> ballot(EntryId id) {
    return Optional.ofNullable(ballots.get(id));
  }

  Optional<MemberId> voter(EntryId ballot) {
    return Optional.ofNullable(voters.get(ballot));
  }

  Collection<Fact> ballots() {
    return ballots.values();
  }

  /**
   * Each member's newest ballots among some: more than one if they did not know of each other.
   *
   * @param among holds for a ballot only if it holds for those before it in its line
   */
  SortedMap<MemberId, List<Fact>> newest(Predicate<Fact> among) {
    SortedMap<MemberId, List<Fact>> newest = new TreeMap<>();
    lines.forEach(
        (member, of) -> {
          List<Fact> last = unreplaced(of.values().stream().flatMap(l -> last(l, among)).toList());
          if (!last.isEmpty()) {
            newest.put(member, last);
          }
        });
    return newest;
  }

  /** What each member says with its newest ballots among some; see {@link #newest}. */
  List<Voice> voices(Predicate<Fact> among) {
    return newest(among).entrySet().stream().map(e -> voice(e.getKey(), e.getValue())).toList();
  }

  /** What each member says with these ballots, all of which are here. */
  List<Voice> voices(Collection<EntryId> ids) {
    SortedMap<MemberId, List<Fact>> by = new TreeMap<>();
    ids.forEach(
        id -> by.computeIfAbsent(voters.get(id), m -> new ArrayList<>()).add(ballots.get(id)));
    return by.entrySet().stream().map(e -> voice(e.getKey(), e.getValue())).toList();
  }

  private static Voice voice(MemberId member, List<Fact> facts) {
    List<Voice.Slip> slips = facts.stream().map(BallotBox::slip).toList();
    return new Voice(member, slips.size() == 1 ? slips.get(0).choice() : Method.ABSTAIN, slips);
  }

  private static Voice.Slip slip(Fact fact) {
    Act.Ballot ballot = (Act.Ballot) fact.act();
    return new Voice.Slip(fact.id(), ballot.choice(), ballot.reason(), fact.body().claimedTimeMs());
  }

  private static Stream<Fact> last(List<Fact> line, Predicate<Fact> among) {
    int from = 0;
    int to = line.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (among.test(line.get(middle))) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? Stream.empty() : Stream.of(line.get(from - 1));
  }

  private static List<Fact> unreplaced(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> facts.stream().noneMatch(other -> other.saw(fact)))
        .sorted(Comparator.comparing(Fact::id))
        .toList();
  }
}
