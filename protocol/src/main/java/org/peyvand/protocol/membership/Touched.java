package org.peyvand.protocol.membership;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/** What of a state may be another when further deeds are known, which change none that is there. */
final class Touched {
  private final Set<MemberId> members = new HashSet<>();
  private final Set<Deed> invites = new HashSet<>();
  private final Set<Deed> admissions = new HashSet<>();
  private boolean rules;

  private Touched() {}

  /**
   * @param before whoever is a member there
   * @param index of all deeds, {@code more} among them
   */
  static Touched by(List<Deed> more, Membership before, Index index) {
    Touched touched = new Touched();
    for (Deed deed : more) {
      touched.add(deed, index);
      if (deed.effect().isPresent() && deed.effect().get() instanceof Effect.Recover) {
        touched.members.addAll(before.members().keySet());
      }
    }
    return touched;
  }

  private void add(Deed deed, Index index) {
    deed.removedMember().ifPresent(members::add);
    deed.removedDevice().ifPresent(device -> addOwners(device, index));
    deed.effect().flatMap(Effect::target).ifPresent(members::add);
    deed.grant().map(Deed.Grant::device).ifPresent(device -> addOwners(device, index));
    Optional<Deed> admission = admission(deed, index);
    admission.ifPresent(admissions::add);
    admission.ifPresent(a -> addOwners(a.grant().orElseThrow().device(), index));
    admission.ifPresent(a -> invites.add(index.invite(a)));
    if (deed.act() instanceof Act.Invite) {
      invites.add(deed);
      invites.addAll(index.deviceInvites(deed.author()));
    } else if (deed.act() instanceof Act.RevokeInvite revoke) {
      invites.add(index.deed(revoke.invite()));
    }
    rules |= deed.act() instanceof Act.Genesis || deed.act() instanceof Act.Enact;
  }

  /** The admission that this is or vouches for. */
  private static Optional<Deed> admission(Deed deed, Index index) {
    return deed.act() instanceof Act.Vouch vouch
        ? Optional.of(index.deed(vouch.admission()))
        : Optional.of(deed).filter(d -> d.invite().isPresent());
  }

  /** Whose a device is, or would be if another admission of it did not stand. */
  private void addOwners(DeviceId device, Index index) {
    for (Deed grant : index.grants(device)) {
      members.add(grant.grant().orElseThrow().member());
    }
  }

  Set<MemberId> members() {
    return members;
  }

  Set<Deed> invites() {
    return invites;
  }

  Set<Deed> admissions() {
    return admissions;
  }

  /** Whether the policy may be another, or there is one at last. */
  boolean rules() {
    return rules;
  }
}
