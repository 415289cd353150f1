package org.peyvand.protocol.membership;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Role;
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
        || act instanceof Act.Vouch
        || act instanceof Act.Retire
        || act instanceof Act.Suspend
        || act instanceof Act.ProveFork
        || act instanceof Act.Enact
        || act instanceof Act.Adopt
        || act instanceof Act.Leave;
  }

  /**
   * The deed, where its author knew {@code known} and that allowed it.
   *
   * @param number among the acts of the view
   * @param power what it enacts
   */
  static Deed of(int number, Membership known, Fact fact, Optional<Deed.Enacting> power) {
    if (fact.act() instanceof Act.Genesis genesis) {
      return founding(number, known.network(), fact, genesis);
    }
    MemberId author = known.memberOf(fact.author()).orElseThrow().id();
    Optional<Deed.Grant> grant =
        fact.act() instanceof Act.Admit admit ? Optional.of(grant(known, admit)) : Optional.empty();
    boolean completes =
        fact.act() instanceof Act.Vouch vouch && Vouched.completes(known, author, vouch);
    return new Deed(number, fact, author, grant, power, completes);
  }

  private static Set<MemberId> full(Membership known) {
    return known.fullMembers().stream()
        .map(Member::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Deed founding(int number, NetworkId network, Fact fact, Act.Genesis genesis) {
    MemberId founder = MemberIds.of(network, fact.author());
    Deed.Grant grant =
        new Deed.Grant(
            founder,
            genesis.founder(),
            genesis.founderName(),
            Optional.empty(),
            true,
            Role.STEWARD,
            false,
            Set.of());
    return new Deed(number, fact, founder, Optional.of(grant), Optional.empty(), false);
  }

  private static Deed.Grant grant(Membership known, Act.Admit admit) {
    JoinRequest request = JoinRequestCodec.decode(admit.request()).orElseThrow();
    Invitation invitation = known.invitations().get(admit.invite());
    DeviceId device = request.keys().device();
    Optional<MemberId> joined = invitation.member();
    Role gives = known.policy().admissionGives();
    boolean awaits = joined.isEmpty() ? gives == Role.NEWCOMER : invitation.awaitsVouchers();
    return new Deed.Grant(
        joined.orElseGet(() -> MemberIds.of(known.network(), device)),
        request.keys(),
        request.name(),
        Optional.of(admit.invite()),
        joined.isEmpty(),
        gives,
        awaits,
        awaits ? full(known) : Set.of());
  }
}
