package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;

/** Reads deeds out of facts that were allowed. */
final class Deeds {
  private Deeds() {}

  /** Whether the act bears on membership at all. */
  static boolean bears(Act act) {
    return act instanceof Act.Genesis
        || act instanceof Act.Invite
        || act instanceof Act.RevokeInvite
        || act instanceof Act.Admit
        || act instanceof Act.Leave;
  }

  /** The deed, where its author knew {@code known} and that allowed it. */
  static Deed of(Membership known, Fact fact) {
    if (fact.act() instanceof Act.Genesis genesis) {
      return founding(known.network(), fact, genesis);
    }
    MemberId author = known.memberOf(fact.author()).orElseThrow().id();
    if (fact.act() instanceof Act.Admit admit) {
      return new Deed(fact, author, Optional.of(grant(known, admit)));
    }
    return new Deed(fact, author, Optional.empty());
  }

  private static Deed founding(NetworkId network, Fact fact, Act.Genesis genesis) {
    MemberId founder = MemberIds.of(network, fact.author());
    Deed.Grant grant =
        new Deed.Grant(founder, genesis.founder(), genesis.founderName(), Optional.empty(), true);
    return new Deed(fact, founder, Optional.of(grant));
  }

  private static Deed.Grant grant(Membership known, Act.Admit admit) {
    JoinRequest request = JoinRequestCodec.decode(admit.request()).orElseThrow();
    Invitation invitation = known.invitations().get(admit.invite());
    boolean joins = invitation.act().forDevice();
    DeviceId device = request.keys().device();
    MemberId member = joins ? invitation.author() : MemberIds.of(known.network(), device);
    return new Deed.Grant(
        member, request.keys(), request.name(), Optional.of(admit.invite()), !joins);
  }
}
