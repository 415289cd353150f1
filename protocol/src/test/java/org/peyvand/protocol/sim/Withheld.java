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
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Admission;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;
import org.peyvand.protocol.replica.Opening;

/** Which records somebody must not read, since they were let in without history. */
final class Withheld {
  private final SimNode node;
  private final Optional<Point> admission;
  private final Set<EpochId> before = new HashSet<>();

  private Withheld(SimNode node) throws StoreException {
    this.node = node;
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

  /**
   * Whether its author did not know of the newcomer, or knew nothing by which it is in, and may
   * have written as if before.
   */
  boolean mayBeMissing(Entry entry, Past known) throws StoreException {
    return entry.header().lane() == Lane.RECORDS
        && admission.isPresent()
        && (!known.includes(admission.get()) || !isIn(members(known)));
  }

  /** Whether any device of its member is in. */
  private boolean isIn(Membership members) {
    Optional<MemberId> own = node.replica().membership().memberOf(node.device()).map(Member::id);
    return members.effectiveDevices().keySet().stream()
        .anyMatch(device -> members.memberOf(device).map(Member::id).equals(own));
  }

  /** Who is in by a past. */
  private Membership members(Past past) throws StoreException {
    MembershipView members = new MembershipView(node.replica().network());
    for (Point point : node.replica().graph().points()) {
      members.note(point);
      Place place = node.store().place(point.id()).orElseThrow();
      Entry entry = node.store().entry(place).orElseThrow().entry();
      if (node.replica().open(entry) instanceof Opening.Read read) {
        members.add(new Fact(point, read.body()));
      }
    }
    return members.at(past);
  }
}
