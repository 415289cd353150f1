package org.peyvand.protocol.membership;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.membership.proto.JoinRequestMessage;

/**
 * Between bytes and requests. A request has one encoding only (Protocol Buffers, fields ascending,
 * none unknown, none twice), of at most {@link Limits#REQUEST_BYTES} bytes; all else is refused.
 */
public final class JoinRequestCodec {
  private static final int KEY_LENGTH = 32;

  private JoinRequestCodec() {}

  public static Bytes encode(JoinRequest request) {
    JoinRequestMessage message =
        unsigned(request)
            .setInviteSignature(wrap(request.inviteSignature()))
            .setDeviceSignature(wrap(request.deviceSignature()))
            .build();
    return Bytes.own(message.toByteArray());
  }

  /** What both signatures are over. */
  static Bytes encodeUnsigned(JoinRequest request) {
    return Bytes.own(unsigned(request).build().toByteArray());
  }

  /** The request, or empty unless these bytes are exactly what encoding it gives. */
  public static Optional<JoinRequest> decode(Bytes bytes) {
    if (bytes.length() > Limits.REQUEST_BYTES) {
      return Optional.empty();
    }
    try {
      return request(JoinRequestMessage.parseFrom(bytes.view()))
          .filter(request -> encode(request).equals(bytes));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static Optional<JoinRequest> request(JoinRequestMessage message) {
    if (!hasRightLengths(message) || Names.fault(message.getName()).isPresent()) {
      return Optional.empty();
    }
    DeviceKeys keys =
        new DeviceKeys(
            new DeviceId(bytes(message.getDevice())),
            bytes(message.getWire()),
            bytes(message.getSealing()));
    return Optional.of(
        new JoinRequest(
            keys,
            message.getName(),
            bytes(message.getNetworkHash()),
            bytes(message.getInvite()),
            bytes(message.getInviteSignature()),
            bytes(message.getDeviceSignature())));
  }

  private static boolean hasRightLengths(JoinRequestMessage message) {
    return message.getDevice().size() == DeviceId.LENGTH
        && message.getWire().size() == KEY_LENGTH
        && message.getSealing().size() == KEY_LENGTH
        && message.getNetworkHash().size() == NetworkHash.LENGTH
        && message.getInvite().size() == Signatures.PUBLIC_KEY_LENGTH
        && message.getInviteSignature().size() == Signatures.LENGTH
        && message.getDeviceSignature().size() == Signatures.LENGTH;
  }

  private static JoinRequestMessage.Builder unsigned(JoinRequest request) {
    return JoinRequestMessage.newBuilder()
        .setDevice(wrap(request.keys().device().bytes()))
        .setWire(wrap(request.keys().wire()))
        .setSealing(wrap(request.keys().sealing()))
        .setName(request.name())
        .setNetworkHash(wrap(request.networkHash()))
        .setInvite(wrap(request.invite()));
  }

  private static ByteString wrap(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.view());
  }

  private static Bytes bytes(ByteString string) {
    return Bytes.own(string.toByteArray());
  }
}
