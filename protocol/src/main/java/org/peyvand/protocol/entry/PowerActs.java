package org.peyvand.protocol.entry;

import com.google.protobuf.ByteString;
import java.util.List;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.proto.AdoptProto;
import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.EnactProto;
import org.peyvand.protocol.entry.proto.ForkProto;
import org.peyvand.protocol.entry.proto.PinProto;
import org.peyvand.protocol.entry.proto.RetireProto;
import org.peyvand.protocol.entry.proto.SignedPinProto;
import org.peyvand.protocol.entry.proto.SuspendProto;
import org.peyvand.protocol.entry.proto.VouchProto;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;

/** Encodings of the acts that take away, and of those that make an act of power true. */
final class PowerActs {
  private PowerActs() {}

  static boolean put(BodyProto.Builder body, Act act) {
    if (act instanceof Act.Vouch vouch) {
      body.setVouch(VouchProto.newBuilder().setAdmission(Refs.bytes(vouch.admission())));
    } else if (act instanceof Act.Retire retire) {
      body.setRetire(
          RetireProto.newBuilder()
              .setDevice(Strict.string(retire.device().bytes()))
              .addAllPins(pins(retire.pins())));
    } else if (act instanceof Act.Suspend suspend) {
      body.setSuspend(
          SuspendProto.newBuilder()
              .setMember(Strict.string(suspend.member().bytes()))
              .setReason(suspend.reason())
              .addAllPins(pins(suspend.pins())));
    } else if (act instanceof Act.ProveFork fork) {
      body.setFork(toProto(fork));
    } else if (act instanceof Act.Enact enact) {
      body.setEnact(
          EnactProto.newBuilder()
              .setProposal(Refs.bytes(enact.proposal()))
              .addAllPins(pins(enact.pins()))
              .addAllCuts(enact.cuts().stream().map(PowerActs::toProto).toList()));
    } else if (act instanceof Act.Adopt adopt) {
      body.setAdopt(AdoptProto.newBuilder().setNewest(toProto(adopt.newest())));
    } else {
      return false;
    }
    return true;
  }

  private static ForkProto toProto(Act.ProveFork fork) {
    return ForkProto.newBuilder()
        .setDevice(Strict.string(fork.device().bytes()))
        .setLane(fork.forked().number())
        .setSeq(fork.seq())
        .setOne(Refs.bytes(fork.one()))
        .setOneSignature(Strict.string(fork.oneSignature()))
        .setOther(Refs.bytes(fork.other()))
        .setOtherSignature(Strict.string(fork.otherSignature()))
        .addAllPins(pins(fork.pins()))
        .addAllPath(fork.path().stream().map(Strict::string).toList())
        .build();
  }

  private static List<PinProto> pins(List<Pin> pins) {
    return pins.stream().map(PowerActs::toProto).toList();
  }

  private static PinProto toProto(Pin pin) {
    return PinProto.newBuilder()
        .setDevice(Strict.string(pin.device().bytes()))
        .setSeq(pin.seq())
        .setEntry(Refs.bytes(pin.entry()))
        .build();
  }

  static Act.Vouch vouch(VouchProto proto) {
    return new Act.Vouch(Refs.id(proto.getAdmission()));
  }

  static Act.Retire retire(RetireProto proto) {
    return new Act.Retire(
        new DeviceId(Strict.bytes(proto.getDevice())), fromProto(proto.getPinsList()));
  }

  static Act.Suspend suspend(SuspendProto proto) {
    return new Act.Suspend(
        new MemberId(Strict.bytes(proto.getMember())),
        Strict.text(proto.getReason(), Limits.REASON_CHARS, "reason"),
        fromProto(proto.getPinsList()));
  }

  static Act.ProveFork fork(ForkProto proto) {
    return new Act.ProveFork(
        new DeviceId(Strict.bytes(proto.getDevice())),
        Strict.pick(Lane.values(), proto.getLane(), "lane"),
        proto.getSeq(),
        Refs.id(proto.getOne()),
        signature(Strict.bytes(proto.getOneSignature())),
        Refs.id(proto.getOther()),
        path(proto.getPathList()),
        signature(Strict.bytes(proto.getOtherSignature())),
        fromProto(proto.getPinsList()));
  }

  static Act.Enact enact(EnactProto proto) {
    List<SignedPinProto> cuts = proto.getCutsList();
    Strict.require(
        cuts.size() <= Limits.CUTS,
        Reason.TOO_LARGE,
        "cuts: expected at most " + Limits.CUTS + ", found " + cuts.size());
    return new Act.Enact(
        Refs.id(proto.getProposal()),
        fromProto(proto.getPinsList()),
        cuts.stream().map(PowerActs::fromProto).toList());
  }

  private static SignedPinProto toProto(SignedPin cut) {
    return SignedPinProto.newBuilder()
        .setPin(toProto(cut.pin()))
        .setSignature(Strict.string(cut.signature()))
        .build();
  }

  private static SignedPin fromProto(SignedPinProto cut) {
    return new SignedPin(fromProto(cut.getPin()), Strict.bytes(cut.getSignature()));
  }

  static Act.Adopt adopt(AdoptProto proto) {
    return new Act.Adopt(fromProto(proto.getNewest()));
  }

  private static List<Bytes> path(List<ByteString> path) {
    Strict.require(
        path.size() <= Limits.FORK_PATH,
        Reason.TOO_LARGE,
        "path: expected at most " + Limits.FORK_PATH + ", found " + path.size());
    return path.stream()
        .map(step -> Bytes.requireLength(Strict.bytes(step), Digest.LENGTH, "step of a path"))
        .toList();
  }

  private static Bytes signature(Bytes bytes) {
    return Bytes.requireLength(bytes, Limits.SIGNATURE_BYTES, "signature");
  }

  private static List<Pin> fromProto(List<PinProto> pins) {
    Strict.require(
        pins.size() <= Limits.PINS,
        Reason.TOO_LARGE,
        "pins: expected at most " + Limits.PINS + ", found " + pins.size());
    return pins.stream().map(PowerActs::fromProto).toList();
  }

  private static Pin fromProto(PinProto pin) {
    return new Pin(
        new DeviceId(Strict.bytes(pin.getDevice())), pin.getSeq(), Refs.id(pin.getEntry()));
  }
}
