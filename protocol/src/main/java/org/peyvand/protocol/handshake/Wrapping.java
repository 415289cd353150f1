package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * The disguise of one handshake message: 24 random bytes, the sealed length of the body, the sealed
 * body. The body is the Noise message behind its length, and padding of random length.
 *
 * <p>Noise sends ephemeral keys in the clear, and a point on a curve can be told from noise; here
 * all is random or sealed. The keys come from the pre-shared key, the random bytes and all that
 * both sides sent so far, so no two messages share them and the nonce can be zero. The head is
 * short, so that a listener learns cheaply which of its keys a message is for.
 */
final class Wrapping {
  static final int RANDOM_LENGTH = 24;
  static final int PADDING_LIMIT = 96;

  /** The random bytes, and the 2-byte length with its tag. */
  static final int HEAD_LENGTH = RANDOM_LENGTH + Short.BYTES + Aead.TAG_LENGTH;

  private static final byte[] NONCE = new byte[Aead.NONCE_LENGTH];
  private static final byte[] NO_DATA = {};
  private static final byte[] FOR_HEAD = "head".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FOR_BODY = "body".getBytes(StandardCharsets.US_ASCII);
  private static final String DOMAIN = "peyvand wire 1 transcript";

  private final Candidate candidate;
  private final byte[] transcript;

  private Wrapping(Candidate candidate, byte[] transcript) {
    this.candidate = candidate;
    this.transcript = transcript;
  }

  /** The wrapping of a first message. */
  static Wrapping first(Candidate candidate) {
    return new Wrapping(candidate, Messages.bind(DOMAIN, candidate));
  }

  /** The wrapping of the message that follows these bytes. */
  Wrapping after(byte[] wire) {
    return new Wrapping(candidate, Digest.tagged(DOMAIN, transcript, wire));
  }

  Candidate candidate() {
    return candidate;
  }

  byte[] wrap(byte[] message, Entropy entropy) {
    byte[] random = entropy.bytes(RANDOM_LENGTH);
    int padding = Short.toUnsignedInt(ByteBuffer.wrap(entropy.bytes(Short.BYTES)).getShort());
    int bodyLength = Short.BYTES + message.length + padding % (PADDING_LIMIT + 1);
    byte[] plain =
        ByteBuffer.allocate(bodyLength).putShort((short) message.length).put(message).array();
    short sealedLength = (short) (bodyLength + Aead.TAG_LENGTH);
    byte[] length = ByteBuffer.allocate(Short.BYTES).putShort(sealedLength).array();
    byte[] head = Aead.seal(key(random, FOR_HEAD), NONCE, NO_DATA, length);
    byte[] body = Aead.seal(key(random, FOR_BODY), NONCE, NO_DATA, plain);
    return ByteBuffer.allocate(HEAD_LENGTH + body.length).put(random).put(head).put(body).array();
  }

  /** The length of the body, if the head was sealed for this wrapping. */
  OptionalInt bodyLength(byte[] head) {
    byte[] sealed = Arrays.copyOfRange(head, RANDOM_LENGTH, HEAD_LENGTH);
    return Aead.open(key(head, FOR_HEAD), NONCE, NO_DATA, sealed)
        .map(length -> OptionalInt.of(Short.toUnsignedInt(ByteBuffer.wrap(length).getShort())))
        .orElse(OptionalInt.empty());
  }

  /** The Noise message in the body, if it was sealed for this wrapping and head. */
  Optional<byte[]> unwrap(byte[] head, byte[] body) {
    return Aead.open(key(head, FOR_BODY), NONCE, NO_DATA, body).flatMap(Wrapping::unpadded);
  }

  private static Optional<byte[]> unpadded(byte[] plain) {
    if (plain.length < Short.BYTES) {
      return Optional.empty();
    }
    int end = Short.BYTES + Short.toUnsignedInt(ByteBuffer.wrap(plain).getShort());
    return end > plain.length
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(plain, Short.BYTES, end));
  }

  private byte[] key(byte[] startsWithRandom, byte[] purpose) {
    byte[] random = Arrays.copyOf(startsWithRandom, RANDOM_LENGTH);
    SecretBytes prk = Hkdf.extract(random, candidate.psk().expose());
    byte[] info =
        ByteBuffer.allocate(purpose.length + transcript.length)
            .put(purpose)
            .put(transcript)
            .array();
    byte[] key = Hkdf.expand(prk, info, Aead.KEY_LENGTH);
    prk.destroy();
    return key;
  }
}
