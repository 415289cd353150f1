package org.peyvand.protocol.entry;

import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.EmptyProto;

/** Between bodies and their one canonical encoding (before padding and sealing). */
public final class BodyCodec {
  private BodyCodec() {}

  public static byte[] encode(Body body) {
    BodyProto.Builder proto = BodyProto.newBuilder().setClaimedTimeMs(body.claimedTimeMs());
    put(proto, body.act());
    return proto.build().toByteArray();
  }

  /** Reads an opened body; the reason names the rule that it breaks. */
  public static Decoded<Body> decode(byte[] bytes) {
    return Strict.decode(
        bytes, BodyProto.parser(), proto -> new Body(proto.getClaimedTimeMs(), act(proto)));
  }

  private static void put(BodyProto.Builder proto, Act act) {
    if (act instanceof Act.Leave) {
      proto.setLeave(EmptyProto.getDefaultInstance());
    } else if (act instanceof Act.Gather) {
      proto.setGather(EmptyProto.getDefaultInstance());
    } else if (!MembershipActs.put(proto, act)
        && !PowerActs.put(proto, act)
        && !DecisionActs.put(proto, act)
        && !ResourceActs.put(proto, act)) {
      throw new AssertionError("act without an encoding: " + act);
    }
  }

  private static Act act(BodyProto proto) {
    return switch (proto.getActCase()) {
      case GENESIS -> MembershipActs.genesis(proto.getGenesis());
      case INVITE -> MembershipActs.invite(proto.getInvite());
      case REVOKE_INVITE -> new Act.RevokeInvite(Refs.entry(proto.getRevokeInvite()));
      case NEW_KEY -> MembershipActs.newKey(proto.getNewKey());
      case ADMIT -> MembershipActs.admit(proto.getAdmit());
      case VOUCH -> PowerActs.vouch(proto.getVouch());
      case RETIRE -> PowerActs.retire(proto.getRetire());
      case SUSPEND -> PowerActs.suspend(proto.getSuspend());
      case FORK -> PowerActs.fork(proto.getFork());
      case ENACT -> PowerActs.enact(proto.getEnact());
      case ADOPT -> PowerActs.adopt(proto.getAdopt());
      case LEAVE -> new Act.Leave();
      case GATHER -> new Act.Gather();
      case PROPOSE -> DecisionActs.propose(proto.getPropose());
      case BALLOT -> DecisionActs.ballot(proto.getBallot());
      case CLOSE -> DecisionActs.close(proto.getClose());
      case ACKNOWLEDGE -> new Act.Acknowledge(Refs.entry(proto.getAcknowledge()));
      case CONFIRM -> new Act.Confirm(Refs.entry(proto.getConfirm()));
      case NEXT_ROUND -> DecisionActs.nextRound(proto.getNextRound());
      case WITHDRAW -> new Act.Withdraw(Refs.entry(proto.getWithdraw()));
      case ADD_RESOURCE -> ResourceActs.add(proto.getAddResource());
      case EDIT_RESOURCE -> ResourceActs.edit(proto.getEditResource());
      case CHUNK -> ResourceActs.chunk(proto.getChunk());
      case ACT_NOT_SET -> throw new Strict.Refused(Reason.MALFORMED, "expected an act, found none");
    };
  }
}
