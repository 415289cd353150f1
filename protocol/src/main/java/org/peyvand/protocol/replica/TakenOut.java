package org.peyvand.protocol.replica;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.MembershipView;
import org.peyvand.protocol.membership.Power;

/** Which devices an act by somebody else removes: those for whom nothing more must be readable. */
final class TakenOut {
  private TakenOut() {}

  /** The devices that this act would remove now; none where it removes nobody. */
  static Set<DeviceId> by(Act act, MembershipView members) {
    if (act instanceof Act.Suspend suspend) {
      return all(members.now(), suspend.member());
    }
    if (act instanceof Act.Retire retire) {
      return Set.of(retire.device());
    }
    if (act instanceof Act.ProveFork fork) {
      return Set.of(fork.device());
    }
    return act instanceof Act.Enact enact ? enacted(members, enact.proposal()) : Set.of();
  }

  private static Set<DeviceId> enacted(MembershipView members, EntryId proposal) {
    Optional<Effect> effect = members.power(proposal).map(Power::effect);
    if (effect.isPresent() && effect.get() instanceof Effect.Expel expel) {
      return all(members.now(), expel.member());
    }
    return effect.isPresent() && effect.get() instanceof Effect.RetireDevice retire
        ? Set.of(retire.device())
        : Set.of();
  }

  private static Set<DeviceId> all(Membership now, MemberId member) {
    Set<DeviceId> devices = new TreeSet<>();
    now.member(member).map(Member::devices).ifPresent(own -> devices.addAll(own.keySet()));
    return devices;
  }
}
