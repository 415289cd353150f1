package org.peyvand.protocol.entry;

import com.google.protobuf.ByteString;
import java.util.List;
import org.peyvand.protocol.entry.proto.EffectProto;
import org.peyvand.protocol.entry.proto.EmptyProto;
import org.peyvand.protocol.entry.proto.MemberRoleProto;
import org.peyvand.protocol.entry.proto.RecoverProto;
import org.peyvand.protocol.entry.proto.SettingProto;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/** Encodings of what acts of power do. */
final class Effects {
  private Effects() {}

  static EffectProto toProto(Effect effect) {
    EffectProto.Builder proto = EffectProto.newBuilder();
    if (effect instanceof Effect.Expel expel) {
      proto.setExpel(bytes(expel.member()));
    } else if (effect instanceof Effect.Reinstate reinstate) {
      proto.setReinstate(bytes(reinstate.member()));
    } else if (effect instanceof Effect.GrantRole grant) {
      proto.setGrantRole(toProto(grant.member(), grant.role()));
    } else if (effect instanceof Effect.EndRole end) {
      proto.setEndRole(toProto(end.member(), end.role()));
    } else if (effect instanceof Effect.RetireDevice retire) {
      proto.setRetireDevice(Strict.string(retire.device().bytes()));
    } else if (effect instanceof Effect.SetPolicy set) {
      proto.setSetPolicy(
          SettingProto.newBuilder().setKey(set.key().ordinal()).setValue(set.value()));
    } else if (effect instanceof Effect.CutHistory) {
      proto.setCutHistory(EmptyProto.getDefaultInstance());
    } else if (effect instanceof Effect.Recover recover) {
      proto.setRecover(
          RecoverProto.newBuilder()
              .addAllStewards(recover.stewards().stream().map(Effects::bytes).toList())
              .addAllUndo(recover.undo().stream().map(Refs::bytes).toList()));
    } else {
      throw new AssertionError("effect without an encoding: " + effect);
    }
    return proto.build();
  }

  private static MemberRoleProto toProto(MemberId member, Role role) {
    return MemberRoleProto.newBuilder().setMember(bytes(member)).setRole(role.ordinal()).build();
  }

  private static ByteString bytes(MemberId member) {
    return Strict.string(member.bytes());
  }

  static Effect effect(EffectProto proto) {
    return switch (proto.getEffectCase()) {
      case EXPEL -> new Effect.Expel(member(proto.getExpel()));
      case REINSTATE -> new Effect.Reinstate(member(proto.getReinstate()));
      case GRANT_ROLE ->
          new Effect.GrantRole(
              member(proto.getGrantRole().getMember()), role(proto.getGrantRole()));
      case END_ROLE ->
          new Effect.EndRole(member(proto.getEndRole().getMember()), role(proto.getEndRole()));
      case RETIRE_DEVICE ->
          new Effect.RetireDevice(new DeviceId(Strict.bytes(proto.getRetireDevice())));
      case SET_POLICY -> setting(proto.getSetPolicy());
      case RECOVER -> recover(proto.getRecover());
      case CUT_HISTORY -> new Effect.CutHistory();
      case EFFECT_NOT_SET ->
          throw new Strict.Refused(Reason.MALFORMED, "expected an effect, found none");
    };
  }

  private static Effect setting(SettingProto proto) {
    Policy.Key key = Strict.pick(Policy.Key.values(), proto.getKey(), "policy key");
    Strict.require(
        Policy.allows(key, proto.getValue()),
        Reason.MALFORMED,
        "policy: expected another value, found " + proto.getValue());
    return new Effect.SetPolicy(key, proto.getValue());
  }

  private static Effect recover(RecoverProto proto) {
    List<MemberId> stewards = proto.getStewardsList().stream().map(Effects::member).toList();
    Strict.require(
        stewards.size() <= Limits.RECOVER_TARGETS,
        Reason.TOO_LARGE,
        "stewards: expected at most " + Limits.RECOVER_TARGETS + ", found " + stewards.size());
    return new Effect.Recover(
        stewards, Refs.ids(proto.getUndoList(), Limits.RECOVER_TARGETS, "acts to undo"));
  }

  private static MemberId member(ByteString bytes) {
    return new MemberId(Strict.bytes(bytes));
  }

  private static Role role(MemberRoleProto proto) {
    return Strict.pick(Role.values(), proto.getRole(), "role");
  }
}
