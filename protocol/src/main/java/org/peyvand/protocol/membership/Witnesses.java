package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.peyvand.protocol.id.DeviceId;
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
 * need not stand itself. So the answer depends on pasts alone and, as entries come in, only ever
 * turns from no to yes.
 *
 * <p>Along one line of entries, knowing only grows. So the first entry of a line that has X in its
 * past is the only one to ask: if it knew R, all after it do.
 */
final class Witnesses {
  private final Function<Past, Membership> before;
  private final Map<Integer, List<Fact>> lines = new HashMap<>();
  private final Map<EntryId, Map<DeviceId, MemberId>> electorates = new HashMap<>();

  /**
   * @param before who the members were in some past
   */
  Witnesses(Function<Past, Membership> before) {
    this.before = before;
  }

  void add(Fact fact) {
    lines.computeIfAbsent(fact.point().line(), line -> new ArrayList<>()).add(fact);
  }

  /**
   * Whether {@code built} stays against {@code against}.
   *
   * @param within what is known
   * @param parties members whose entries prove nothing, since they have a part in {@code built}
   */
  boolean stays(Point built, Point against, Past within, Set<MemberId> parties) {
    Map<DeviceId, MemberId> electorate = electorate(against);
    return lines.values().stream()
        .map(line -> first(line, built))
        .flatMap(Optional::stream)
        .filter(witness -> within.includes(witness.point()))
        .filter(witness -> !witness.past().includes(against) && !witness.id().equals(against.id()))
        .map(witness -> electorate.get(witness.author()))
        .anyMatch(voter -> voter != null && !parties.contains(voter));
  }

  /** Whether any device but {@code own} has built on an act without knowing {@code against}. */
  boolean isBuiltOn(Point built, Point against, Past within, Set<DeviceId> own) {
    return lines.values().stream()
        .map(line -> first(line, built))
        .flatMap(Optional::stream)
        .filter(witness -> within.includes(witness.point()))
        .filter(witness -> !witness.past().includes(against) && !witness.id().equals(against.id()))
        .anyMatch(witness -> !own.contains(witness.author()));
  }

  /** The full members in the past of an act, by device; depends on that past alone. */
  private Map<DeviceId, MemberId> electorate(Point against) {
    Map<DeviceId, MemberId> known = electorates.get(against.id());
    if (known == null) {
      known = new HashMap<>();
      for (Member voter : before.apply(against.past()).fullMembers()) {
        for (DeviceId device : voter.devices().keySet()) {
          known.put(device, voter.id());
        }
      }
      electorates.put(against.id(), known);
    }
    return known;
  }

  private static Optional<Fact> first(List<Fact> line, Point seen) {
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
    return low < line.size() ? Optional.of(line.get(low)) : Optional.empty();
  }
}
