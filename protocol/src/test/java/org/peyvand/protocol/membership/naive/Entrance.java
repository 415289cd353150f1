package org.peyvand.protocol.membership.naive;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.membership.NetworkHash;

/** M5: what an admission needs in its own past. */
final class Entrance {
  /** Requests whose signatures hold: the pool of the histories asks for the same few for ever. */
  private static final Map<Bytes, Optional<JoinRequest>> AUTHENTIC = new ConcurrentHashMap<>();

  private final NetworkId network;
  private final State before;
  private final List<Deed> past;
  private final Optional<MemberId> author;

  Entrance(NetworkId network, State before, List<Deed> past, Optional<MemberId> author) {
    this.network = network;
    this.before = before;
    this.past = past;
    this.author = author;
  }

  /** What this admission brings in, if it is in order. */
  Optional<Deed.Entering> entering(Act.Admit admit, boolean mayAct) {
    Optional<Deed> door = door(admit.invite());
    Optional<JoinRequest> request = request(admit.request());
    if (!mayAct || door.isEmpty() || request.isEmpty()) {
      return Optional.empty();
    }
    Act.Invite invite = (Act.Invite) door.get().act();
    MemberId inviter = door.get().member().orElseThrow();
    DeviceId device = request.get().keys().device();
    if (!before.outcome().open().contains(door.get().id())
        || !before.isActive(inviter)
        || !mayAdmit(invite, inviter)
        || !isFor(request.get(), invite)
        || !isNew(device, admit.invite())) {
      return Optional.empty();
    }
    return invite.forDevice() ? asDevice(invite, inviter, device) : asMember(invite, device);
  }

  private Optional<Deed> door(EntryId id) {
    return past.stream()
        .filter(d -> d.id().equals(id) && d.act() instanceof Act.Invite && before.stands(id))
        .findFirst();
  }

  private static Optional<JoinRequest> request(Bytes bytes) {
    return AUTHENTIC.computeIfAbsent(
        bytes, b -> JoinRequestCodec.decode(b).filter(JoinRequest::authentic));
  }

  private boolean mayAdmit(Act.Invite invite, MemberId inviter) {
    boolean own = invite.forDevice() && invite.forMember().isEmpty();
    return own && author.equals(Optional.of(inviter))
        || before.isActiveAs(author.orElseThrow(), policy().mayAdmit());
  }

  private boolean isFor(JoinRequest request, Act.Invite invite) {
    return request.invite().equals(invite.signing())
        && request.networkHash().equals(NetworkHash.of(network));
  }

  /** «Never a member's; a held one may ask again with another invite.» */
  private boolean isNew(DeviceId device, EntryId invite) {
    return !before.admitted().contains(device)
        && !before.heldBy().getOrDefault(device, Set.of()).contains(invite);
  }

  private Optional<Deed.Entering> asMember(Act.Invite invite, DeviceId device) {
    return Optional.of(
        new Deed.Entering(
            device,
            MemberIds.of(network, device),
            Optional.of(invite),
            Optional.of(policy().admissionGives())));
  }

  private Optional<Deed.Entering> asDevice(Act.Invite invite, MemberId inviter, DeviceId device) {
    MemberId member = invite.forMember().orElse(inviter);
    return devicesOf(member).size() < Limits.MEMBER_DEVICES
        ? Optional.of(
            new Deed.Entering(device, member, Optional.of(invite), Optional.<Role>empty()))
        : Optional.empty();
  }

  private Set<DeviceId> devicesOf(MemberId member) {
    Set<DeviceId> devices = new HashSet<>();
    for (Deed deed : past) {
      deed.entry()
          .filter(e -> before.stands(deed.id()) && e.member().equals(member))
          .filter(e -> !before.out().contains(e.device()))
          .ifPresent(e -> devices.add(e.device()));
    }
    return devices;
  }

  private Policy policy() {
    return before.policy().orElseThrow();
  }
}
