package org.peyvand.protocol.membership;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.naive.Outcome;

/** The resolver's answer in the oracle's words. */
final class Neutral {
  private Neutral() {}

  static Outcome of(Membership membership, Iterable<Fact> facts) {
    SortedMap<MemberId, Outcome.Person> members = new TreeMap<>();
    SortedMap<DeviceId, MemberId> effective = new TreeMap<>();
    for (Member m : membership.members().values()) {
      Outcome.State state = Outcome.State.valueOf(m.state().name());
      members.put(m.id(), new Outcome.Person(state, m.role()));
    }
    membership
        .effectiveDevices()
        .keySet()
        .forEach(d -> effective.put(d, membership.memberOf(d).orElseThrow().id()));
    SortedSet<EntryId> standing = new TreeSet<>();
    SortedSet<EntryId> held = new TreeSet<>();
    for (Fact fact : facts) {
      Refusal refusal = membership.refusals().get(fact.id());
      if (refusal != null && refusal.ground() == Ground.HELD) {
        held.add(fact.id());
      } else if (refusal == null && Outcome.isOnMembership(fact.act())) {
        standing.add(fact.id());
      }
    }
    return new Outcome(
        membership.isFounded() ? Optional.of(membership.policy()) : Optional.empty(),
        members,
        effective,
        standing,
        held,
        open(membership),
        cuts(membership));
  }

  private static SortedMap<EntryId, Boolean> cuts(Membership membership) {
    SortedMap<EntryId, Boolean> cuts = new TreeMap<>();
    membership.cuts().forEach(cut -> cuts.put(cut.entry(), cut.isInForce()));
    return cuts;
  }

  private static SortedSet<EntryId> open(Membership membership) {
    SortedSet<EntryId> open = new TreeSet<>();
    membership.invitations().values().stream()
        .filter(Invitation::isOpen)
        .forEach(i -> open.add(i.id()));
    return open;
  }

  /** What an act is called in messages. */
  static String name(Act act) {
    return act.getClass().getSimpleName();
  }
}
