package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * Who has built on what: the rule that what others have built on stays.
 *
 * <p>An act X stays against an act R that it did not know, if some entry has X but not R in its
 * past, and that entry's author was a full member in R's past and has no part in X. Such an entry
 * need not stand itself, but who was expelled since testifies only by what the expulsions knew:
 * else two who were expelled could testify for each other for ever. So the answer depends on pasts
 * alone.
 *
 * <p>Along one line of entries, knowing only grows. So the first entry of a line that has X in its
 * past is the only one to ask: if it knew R, all after it do.
 */
final class Witnesses {
  /** What of membership depends on a past alone. */
  interface Knowledge {
    Membership at(Past past);

    /** Whose device wrote an entry, as its own past has it. */
    Optional<MemberId> author(Point entry);
  }

  private final Knowledge knowledge;
  private final Map<Integer, List<Fact>> lines = new HashMap<>();
  private final Map<EntryId, Set<MemberId>> electorates = new HashMap<>();
  private final Map<MemberId, List<Point>> expulsions = new HashMap<>();

  Witnesses(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  void add(Fact fact) {
    lines.computeIfAbsent(fact.point().line(), line -> new ArrayList<>()).add(fact);
  }

  /** Takes an act that its own past allowed. */
  void add(Deed deed) {
    if (deed.power().isPresent()) {
      deed.removedMember()
          .ifPresent(m -> expulsions.computeIfAbsent(m, i -> new ArrayList<>()).add(deed.point()));
    }
  }

  /**
   * Whether {@code built} stays against {@code against}.
   *
   * @param within what is known
   * @param parties members whose entries prove nothing, since they have a part in {@code built}
   */
  boolean stays(Point built, Point against, Past within, Set<MemberId> parties) {
    Set<MemberId> electorate = electorate(against);
    return hasWitness(
        built, against, within, voter -> electorate.contains(voter) && !parties.contains(voter));
  }

  /** Whether a device of anybody else has built on an act without knowing {@code against}. */
  boolean isBuiltOn(Point built, Point against, Past within, MemberId author) {
    return hasWitness(built, against, within, voter -> !voter.equals(author));
  }

  private boolean hasWitness(
      Point built, Point against, Past within, Predicate<MemberId> isWitness) {
    for (List<Fact> line : lines.values()) {
      Point witness = first(line, built);
      if (witness != null
          && within.includes(witness)
          && !witness.past().includes(against)
          && !witness.id().equals(against.id())
          && voice(witness, within).filter(isWitness).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Who speaks by this entry; nobody, if an expulsion of its author did not know of it. */
  private Optional<MemberId> voice(Point witness, Past within) {
    return knowledge
        .author(witness)
        .filter(
            member ->
                expulsions.getOrDefault(member, List.of()).stream()
                    .filter(within::includes)
                    .allMatch(expulsion -> expulsion.past().includes(witness)));
  }

  /** The full members in the past of an act; depends on that past alone. */
  private Set<MemberId> electorate(Point against) {
    Set<MemberId> known = electorates.get(against.id());
    if (known == null) {
      known = new HashSet<>();
      for (Member voter : knowledge.at(against.past()).fullMembers()) {
        known.add(voter.id());
      }
      electorates.put(against.id(), known);
    }
    return known;
  }

  /** The first of a line that has this in its past; null if none has. */
  private static Point first(List<Fact> line, Point seen) {
    int low = 0;
    int high = line.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (line.get(middle).past().includes(seen)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < line.size() ? line.get(low).point() : null;
  }
}
