package org.peyvand.protocol.entry;

import java.util.Optional;
import java.util.OptionalInt;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.entry.proto.AdmitProto;
import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.DeviceKeysProto;
import org.peyvand.protocol.entry.proto.GenesisProto;
import org.peyvand.protocol.entry.proto.InviteProto;
import org.peyvand.protocol.entry.proto.NewKeyProto;
import org.peyvand.protocol.entry.proto.PolicyProto;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/** Encodings of the acts that decide who is in. */
final class MembershipActs {
  private MembershipActs() {}

  static boolean put(BodyProto.Builder body, Act act) {
    if (act instanceof Act.Genesis genesis) {
      body.setGenesis(toProto(genesis));
    } else if (act instanceof Act.Invite invite) {
      body.setInvite(toProto(invite));
    } else if (act instanceof Act.RevokeInvite revoke) {
      body.setRevokeInvite(Refs.of(revoke.invite()));
    } else if (act instanceof Act.Admit admit) {
      body.setAdmit(toProto(admit));
    } else if (act instanceof Act.NewKey key) {
      body.setNewKey(NewKeyProto.newBuilder().setSealing(Strict.string(key.sealing())));
    } else {
      return false;
    }
    return true;
  }

  private static GenesisProto toProto(Act.Genesis act) {
    return GenesisProto.newBuilder()
        .setNetwork(act.network())
        .setPurpose(act.purpose().ordinal())
        .setPolicy(toProto(act.policy()))
        .setFounderName(act.founderName())
        .setFounder(toProto(act.founder()))
        .build();
  }

  private static PolicyProto toProto(Policy policy) {
    return PolicyProto.newBuilder()
        .setMayInvite(policy.mayInvite().ordinal())
        .setMayAdmit(policy.mayAdmit().ordinal())
        .setAdmissionGives(policy.admissionGives().ordinal())
        .setQuorumPercent(policy.quorumPercent())
        .setTellers(policy.tellers().ordinal())
        .setPowerPercent(policy.powerPercent())
        .setHistory(policy.history().ordinal())
        .build();
  }

  private static DeviceKeysProto toProto(DeviceKeys keys) {
    return DeviceKeysProto.newBuilder()
        .setDevice(Strict.string(keys.device().bytes()))
        .setWire(Strict.string(keys.wire()))
        .setSealing(Strict.string(keys.sealing()))
        .build();
  }

  private static InviteProto toProto(Act.Invite act) {
    InviteProto.Builder proto =
        InviteProto.newBuilder()
            .setSigning(Strict.string(act.signing()))
            .setPsk(Strict.string(act.psk()))
            .setUses(act.uses())
            .setForDevice(act.forDevice());
    act.forMember().ifPresent(member -> proto.setForMember(Strict.string(member.bytes())));
    act.expiresAfter().ifPresent(proto::setExpiresAfter);
    return proto.build();
  }

  /** A key that cannot be sealed to would stop all who make an epoch. */
  static Act.NewKey newKey(NewKeyProto proto) {
    Bytes sealing = Strict.bytes(proto.getSealing());
    Strict.require(
        AgreementKey.accepts(sealing.view()),
        Reason.MALFORMED,
        "sealing key: expected an X25519 key, found one of small order or of other length");
    return new Act.NewKey(sealing);
  }

  private static AdmitProto toProto(Act.Admit act) {
    return AdmitProto.newBuilder()
        .setInvite(Refs.bytes(act.invite()))
        .setRequest(Strict.string(act.request()))
        .setMetInPerson(act.metInPerson())
        .build();
  }

  static Act.Genesis genesis(GenesisProto proto) {
    return new Act.Genesis(
        Strict.text(proto.getNetwork(), Limits.NAME_CHARS, "network name"),
        Strict.pick(Purpose.values(), proto.getPurpose(), "purpose"),
        policy(proto.getPolicy()),
        Strict.text(proto.getFounderName(), Limits.NAME_CHARS, "name"),
        keys(proto.getFounder()));
  }

  private static Policy policy(PolicyProto proto) {
    return new Policy(
        Strict.pick(Role.values(), proto.getMayInvite(), "role"),
        Strict.pick(Role.values(), proto.getMayAdmit(), "role"),
        Strict.pick(Role.values(), proto.getAdmissionGives(), "role"),
        proto.getQuorumPercent(),
        Strict.pick(Policy.Tellers.values(), proto.getTellers(), "tellers"),
        proto.getPowerPercent(),
        Strict.pick(Policy.History.values(), proto.getHistory(), "history"));
  }

  private static DeviceKeys keys(DeviceKeysProto proto) {
    return new DeviceKeys(
        new DeviceId(Strict.bytes(proto.getDevice())),
        Strict.bytes(proto.getWire()),
        Strict.bytes(proto.getSealing()));
  }

  static Act.Invite invite(InviteProto proto) {
    Strict.require(
        proto.getUses() >= 1 && proto.getUses() <= Limits.INVITE_USES,
        Reason.TOO_LARGE,
        "uses: expected 1 to " + Limits.INVITE_USES + ", found " + proto.getUses());
    return new Act.Invite(
        Bytes.requireLength(Strict.bytes(proto.getSigning()), 32, "invite key"),
        Bytes.requireLength(Strict.bytes(proto.getPsk()), 32, "invite psk"),
        proto.getUses(),
        proto.getForDevice(),
        proto.getForMember().isEmpty()
            ? Optional.empty()
            : Optional.of(new MemberId(Strict.bytes(proto.getForMember()))),
        expiry(proto));
  }

  private static OptionalInt expiry(InviteProto proto) {
    Strict.require(
        proto.getExpiresAfter() >= 0 && proto.getExpiresAfter() <= Limits.INVITE_EXPIRY,
        Reason.TOO_LARGE,
        "expiry: expected 1 to " + Limits.INVITE_EXPIRY + ", found " + proto.getExpiresAfter());
    return proto.getExpiresAfter() == 0
        ? OptionalInt.empty()
        : OptionalInt.of(proto.getExpiresAfter());
  }

  static Act.Admit admit(AdmitProto proto) {
    Strict.require(
        proto.getRequest().size() <= Limits.REQUEST_BYTES,
        Reason.TOO_LARGE,
        "request: expected at most "
            + Limits.REQUEST_BYTES
            + " bytes, found "
            + proto.getRequest().size());
    return new Act.Admit(
        Refs.id(proto.getInvite()), Strict.bytes(proto.getRequest()), proto.getMetInPerson());
  }
}
