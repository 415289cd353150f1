package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * Who an initiator says it is, in the first message: whether the signature names the listener (1
 * byte), device (32), counter (8), signature (64), introduction (the rest).
 */
record Claim(
    boolean forListener, DeviceId device, long counter, byte[] signature, Bytes introduction) {
  private static final String DOMAIN = "peyvand wire 1 claim";
  private static final int FIXED_LENGTH = 1 + DeviceId.LENGTH + Long.BYTES + Signatures.LENGTH;
  private static final byte[] ANY_LISTENER = new byte[DeviceId.LENGTH];

  static Claim sign(
      Identity self,
      Candidate candidate,
      byte[] ephemeral,
      long counter,
      Optional<DeviceId> listener,
      Bytes introduction) {
    byte[] toSign = signed(candidate, ephemeral, counter, listener, introduction);
    byte[] signature = self.signing().sign(toSign);
    return new Claim(listener.isPresent(), self.device(), counter, signature, introduction);
  }

  byte[] encode() {
    return ByteBuffer.allocate(FIXED_LENGTH + introduction.length())
        .put((byte) (forListener ? 1 : 0))
        .put(device.bytes().view())
        .putLong(counter)
        .put(signature)
        .put(introduction.view())
        .array();
  }

  static Optional<Claim> decode(byte[] payload) {
    if (payload.length < FIXED_LENGTH
        || payload.length > FIXED_LENGTH + Messages.INTRODUCTION_LIMIT) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(payload);
    byte forListener = in.get();
    DeviceId device = DeviceId.of(take(in, DeviceId.LENGTH));
    long counter = in.getLong();
    byte[] signature = take(in, Signatures.LENGTH);
    Bytes introduction = Bytes.own(take(in, in.remaining()));
    return forListener < 0 || forListener > 1 || counter < 0
        ? Optional.empty()
        : Optional.of(new Claim(forListener == 1, device, counter, signature, introduction));
  }

  /** Whether the device signed this for the message with this ephemeral key, and this listener. */
  boolean isSigned(Candidate candidate, byte[] ephemeral, DeviceId listener) {
    Optional<DeviceId> named = forListener ? Optional.of(listener) : Optional.empty();
    byte[] toVerify = signed(candidate, ephemeral, counter, named, introduction);
    return Signatures.verify(device.bytes().view(), toVerify, signature);
  }

  private static byte[] signed(
      Candidate candidate,
      byte[] ephemeral,
      long counter,
      Optional<DeviceId> listener,
      Bytes introduction) {
    return Digest.tagged(
        DOMAIN,
        ephemeral,
        ByteBuffer.allocate(Long.BYTES).putLong(counter).array(),
        candidate.kind().name().getBytes(StandardCharsets.US_ASCII),
        candidate.context().view(),
        candidate.label().view(),
        listener.map(device -> device.bytes().view()).orElse(ANY_LISTENER),
        introduction.view());
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }
}
