package org.peyvand.protocol.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.sync.proto.ByeProto;
import org.peyvand.protocol.sync.proto.EnvelopeProto;
import org.peyvand.protocol.sync.proto.GovernanceSentProto;
import org.peyvand.protocol.sync.proto.HaveProto;
import org.peyvand.protocol.sync.proto.HeadsProto;
import org.peyvand.protocol.sync.proto.HelloProto;
import org.peyvand.protocol.sync.proto.PartProto;
import org.peyvand.protocol.sync.proto.PartTakenProto;
import org.peyvand.protocol.sync.proto.RefusedProto;
import org.peyvand.protocol.sync.proto.TipProto;

/** Between messages and frames. */
final class MessageCodec {
  private static final int RUN_TAG = EnvelopeProto.RUN_FIELD_NUMBER << 3 | 2;

  /** What may stand beside a run. */
  private static final int BESIDE_RUN_BYTES = 64;

  private static final int BYE_CHARS = 200;

  private MessageCodec() {}

  static Bytes encode(Message message) {
    EnvelopeProto.Builder envelope = EnvelopeProto.newBuilder();
    if (message instanceof Message.Hello hello) {
      envelope.setHello(
          HelloProto.newBuilder().setVersion(hello.version()).setHeads(hello.heads()));
      putRoot(envelope, hello.root());
    } else if (message instanceof Message.Root root) {
      putRoot(envelope, Optional.of(root.root()));
    } else if (message instanceof Message.Heads heads) {
      envelope.setHeads(
          HeadsProto.newBuilder()
              .addAllTips(toProto(heads.tips()))
              .setMore(heads.more())
              .setWithheld(heads.withheld()));
    } else if (message instanceof Message.Trie trie) {
      envelope.setTrie(TrieCodec.toProto(trie));
    } else if (message instanceof Message.Entries entries) {
      envelope.setRun(Strict.string(entries.run()));
      putRoot(envelope, entries.root());
    } else if (message instanceof Message.Part part) {
      envelope.setPart(
          PartProto.newBuilder().setLast(part.last()).setContent(Strict.string(part.content())));
    } else if (message instanceof Message.PartTaken) {
      envelope.setPartTaken(PartTakenProto.getDefaultInstance());
    } else if (message instanceof Message.Have have) {
      envelope.setHave(
          HaveProto.newBuilder().setAnswers(have.answers()).addAllTips(toProto(have.tips())));
      putRoot(envelope, have.root());
    } else if (message instanceof Message.Refused refused) {
      envelope.setRefused(toProto(refused));
    } else if (message instanceof Message.GovernanceSent) {
      envelope.setGovernanceSent(GovernanceSentProto.getDefaultInstance());
    } else if (message instanceof Message.Bye bye) {
      envelope.setBye(ByeProto.newBuilder().setReason(shortened(bye.reason())));
    } else {
      throw new IllegalArgumentException("message: expected a kind of ours, found " + message);
    }
    return Bytes.own(envelope.build().toByteArray());
  }

  private static void putRoot(EnvelopeProto.Builder envelope, Optional<Fingerprint> root) {
    root.ifPresent(r -> envelope.setRoot(Strict.string(r.bytes())));
  }

  private static String shortened(String text) {
    return text.length() <= BYE_CHARS ? text : text.substring(0, BYE_CHARS);
  }

  private static List<TipProto> toProto(List<Tip> tips) {
    return tips.stream().map(MessageCodec::toProto).toList();
  }

  private static TipProto toProto(Tip tip) {
    return TipProto.newBuilder()
        .setDevice(Strict.string(tip.chain().device().bytes()))
        .setLane(tip.chain().lane().number())
        .setSeq(tip.seq())
        .setCheck(tip.check())
        .build();
  }

  private static RefusedProto toProto(Message.Refused refused) {
    return RefusedProto.newBuilder()
        .setDevice(Strict.string(refused.chain().device().bytes()))
        .setLane(refused.chain().lane().number())
        .setFirstSeq(refused.firstSeq())
        .setReason(refused.reason().name())
        .build();
  }

  /** Reads a foreign frame. Sizes come first: nothing large is parsed but a run, as bytes. */
  static Decoded<Message> decode(Bytes frame) {
    try {
      int most = beginsWithRun(frame) ? Limits.FRAME_BYTES : Limits.SMALL_FRAME_BYTES;
      if (frame.length() > most) {
        return Decoded.bad(
            Reason.TOO_LARGE,
            "frame: expected at most " + most + " bytes, found " + frame.length());
      }
      return toMessage(EnvelopeProto.parseFrom(frame.view()));
    } catch (InvalidProtocolBufferException e) {
      return Decoded.bad(Reason.MALFORMED, "frame: expected protobuf: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return Decoded.bad(Reason.MALFORMED, "frame: " + e.getMessage());
    }
  }

  private static boolean beginsWithRun(Bytes frame) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(frame.view());
    if (in.readTag() != RUN_TAG) {
      return false;
    }
    int run = in.readRawVarint32();
    int beside = frame.length() - in.getTotalBytesRead() - run;
    return run >= 0 && beside >= 0 && beside <= BESIDE_RUN_BYTES;
  }

  private static Decoded<Message> toMessage(EnvelopeProto proto) throws IOException {
    Optional<Fingerprint> root = toRoot(proto.getRoot());
    return switch (proto.getKindCase()) {
      case RUN -> Decoded.good(new Message.Entries(Strict.bytes(proto.getRun()), root));
      case HELLO -> toHello(proto.getHello(), root);
      case HEADS -> toHeads(proto.getHeads());
      case PART -> toPart(proto.getPart());
      case PART_TAKEN -> Decoded.good(new Message.PartTaken());
      case TRIE -> Decoded.good(TrieCodec.toTrie(proto.getTrie()));
      case HAVE -> toHave(proto.getHave(), root);
      case REFUSED -> toRefused(proto.getRefused());
      case GOVERNANCE_SENT -> Decoded.good(new Message.GovernanceSent());
      case BYE -> Decoded.good(new Message.Bye(shortened(proto.getBye().getReason())));
      case KIND_NOT_SET ->
          Decoded.good(root.<Message>map(Message.Root::new).orElseGet(Message.Unknown::new));
    };
  }

  private static Optional<Fingerprint> toRoot(ByteString root) {
    return root.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Fingerprint.of(
                Bytes.requireLength(Strict.bytes(root), Fingerprint.LENGTH, "root").view()));
  }

  private static Decoded<Message> toHello(HelloProto hello, Optional<Fingerprint> root) {
    if (hello.getVersion() != Limits.VERSION) {
      return Decoded.bad(
          Reason.UNKNOWN_VERSION,
          "expected version " + Limits.VERSION + ", found " + hello.getVersion());
    }
    if (hello.getHeads() < 0 || hello.getHeads() > Limits.SESSION_HEADS) {
      return Decoded.bad(
          Reason.TOO_LARGE,
          "expected at most " + Limits.SESSION_HEADS + " heads, found " + hello.getHeads());
    }
    return Decoded.good(new Message.Hello(hello.getVersion(), hello.getHeads(), root));
  }

  private static Decoded<Message> toHeads(HeadsProto heads) {
    if (heads.getTipsCount() > Limits.FRAME_HEADS) {
      return tooManyTips(heads.getTipsCount());
    }
    return Decoded.good(
        new Message.Heads(toTips(heads.getTipsList()), heads.getMore(), heads.getWithheld()));
  }

  private static Decoded<Message> toPart(PartProto part) {
    int length = part.getContent().size();
    int least = part.getLast() ? 1 : Limits.PART_BYTES;
    return length < least
        ? Decoded.bad(
            Reason.MALFORMED, "part: expected at least " + least + " bytes, found " + length)
        : Decoded.good(new Message.Part(Strict.bytes(part.getContent()), part.getLast()));
  }

  private static Decoded<Message> toHave(HaveProto have, Optional<Fingerprint> root) {
    if (have.getTipsCount() > Limits.FRAME_HEADS) {
      return tooManyTips(have.getTipsCount());
    }
    return Decoded.good(new Message.Have(have.getAnswers(), toTips(have.getTipsList()), root));
  }

  private static Decoded<Message> tooManyTips(int found) {
    return Decoded.bad(
        Reason.TOO_LARGE,
        "expected at most " + Limits.FRAME_HEADS + " heads in a frame, found " + found);
  }

  /** Ascending, none twice, and no more branches of a chain than are kept. */
  private static List<Tip> toTips(List<TipProto> protos) {
    List<Tip> tips = protos.stream().map(MessageCodec::toTip).toList();
    Tips.requireOrder(tips);
    return tips;
  }

  private static Tip toTip(TipProto proto) {
    if (proto.getSeq() < 0) {
      throw new IllegalArgumentException("head: sequence number out of range");
    }
    return new Tip(toChain(proto.getDevice(), proto.getLane()), proto.getSeq(), proto.getCheck());
  }

  private static Decoded<Message> toRefused(RefusedProto proto) {
    return Decoded.good(
        new Message.Refused(
            toChain(proto.getDevice(), proto.getLane()),
            proto.getFirstSeq(),
            toReason(proto.getReason())));
  }

  private static ChainId toChain(ByteString device, int lane) {
    if (lane < 0 || lane >= Lane.values().length) {
      throw new IllegalArgumentException("lane: expected 0 or 1, found " + lane);
    }
    return new ChainId(new DeviceId(Strict.bytes(device)), Lane.values()[lane]);
  }

  // a newer node may know more reasons; to us they all mean that trying again is no use
  private static Reason toReason(String name) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    return Reason.NOT_ALLOWED;
  }
}
