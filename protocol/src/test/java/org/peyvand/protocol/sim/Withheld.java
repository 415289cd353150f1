package org.peyvand.protocol.sim;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Admission;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;

/** Which records somebody must not read, since they were let in without history. */
final class Withheld {
  private final Optional<Point> admission;
  private final Set<EpochId> before = new HashSet<>();

  private Withheld(SimNode node) throws StoreException {
    Membership members = node.replica().membership();
    Optional<MemberId> own = members.memberOf(node.device()).map(Member::id);
    Optional<EntryId> entered =
        members.admissions().entrySet().stream()
            .filter(entry -> own.equals(Optional.of(entry.getValue().member())))
            .filter(entry -> isFirst(members, entry.getValue()))
            .map(Map.Entry<EntryId, Admission>::getKey)
            .findFirst();
    Optional<NewEpoch> block = entered.isEmpty() ? Optional.empty() : made(node, entered.get());
    admission = entered.filter(id -> block.isPresent()).flatMap(node.replica().graph()::point);
    if (admission.isPresent()) {
      for (Point point : node.replica().graph().points()) {
        if (admission.get().past().includes(point)) {
          made(node, point.id()).map(EpochSecrets::idOf).ifPresent(before::add);
        }
      }
    }
  }

  /** Whether it made the member, rather than bringing in a further device of it. */
  private static boolean isFirst(Membership members, Admission admission) {
    return MemberIds.of(members.network(), admission.device()).equals(admission.member());
  }

  static Withheld from(SimNode node) throws StoreException {
    return new Withheld(node);
  }

  private static Optional<NewEpoch> made(SimNode node, EntryId id) throws StoreException {
    Place place = node.store().place(id).orElseThrow();
    return node.store()
        .entry(place)
        .flatMap(signed -> signed.entry().header().block())
        .filter(NewEpoch.class::isInstance)
        .map(NewEpoch.class::cast);
  }

  /** Whether it is of the time before. */
  boolean is(Entry entry) {
    return entry.header().lane() == Lane.RECORDS && before.contains(entry.header().epoch());
  }

  /** Whether its author did not know of the newcomer, and may have written as if before. */
  boolean mayBeMissing(Entry entry, Past known) {
    return entry.header().lane() == Lane.RECORDS
        && admission.filter(point -> !known.includes(point)).isPresent();
  }
}
