package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * What a node calls out on a local network: who it is, and where it listens; or that it looks for
 * somebody who does.
 *
 * <p>Only who holds the candidate's key can tell it from noise: 24 random bytes, the rest sealed
 * under a key made of both. It is bound to the address that it is sent from, so that one that was
 * recorded calls nobody to another place.
 *
 * @param port where its node takes calls, 1 to 65,535; {@link #ASKING}: it asks to be answered
 */
public record Beacon(DeviceId device, int port) {
  /** The port of one that takes no calls and asks who does. */
  public static final int ASKING = 0;

  /** Bytes on the wire, always. */
  public static final int LENGTH = 128;

  private static final int RANDOM_LENGTH = 24;
  private static final int PLAIN_LENGTH = LENGTH - RANDOM_LENGTH - Aead.TAG_LENGTH;
  private static final byte VERSION = 1;
  private static final int PORTS = 65_535;
  private static final byte[] NONCE = new byte[Aead.NONCE_LENGTH];
  private static final String DOMAIN = "peyvand beacon 1";

  public Beacon {
    if (port < ASKING || port > PORTS) {
      throw new IllegalArgumentException("port: expected 0 to " + PORTS + ", found " + port);
    }
  }

  /** Whether it asks who takes calls. */
  public boolean isAsking() {
    return port == ASKING;
  }

  /**
   * @param from the address that it will be sent from: 4 or 16 bytes
   */
  public Bytes seal(Candidate candidate, byte[] from, Entropy entropy) {
    byte[] random = entropy.bytes(RANDOM_LENGTH);
    byte[] plain =
        ByteBuffer.allocate(PLAIN_LENGTH)
            .put(VERSION)
            .putShort((short) port)
            .put(device.bytes().view())
            .array();
    byte[] sealed = Aead.seal(key(candidate, random), NONCE, from, plain);
    return Bytes.own(ByteBuffer.allocate(LENGTH).put(random).put(sealed).array());
  }

  /** What foreign bytes say, if they were sealed under this key and sent from this address. */
  public static Optional<Beacon> open(Candidate candidate, byte[] from, Bytes foreign) {
    if (foreign.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] random = Arrays.copyOf(foreign.view(), RANDOM_LENGTH);
    byte[] sealed = Arrays.copyOfRange(foreign.view(), RANDOM_LENGTH, LENGTH);
    return Aead.open(key(candidate, random), NONCE, from, sealed).flatMap(Beacon::read);
  }

  private static Optional<Beacon> read(byte[] plain) {
    ByteBuffer from = ByteBuffer.wrap(plain);
    byte version = from.get();
    int port = Short.toUnsignedInt(from.getShort());
    byte[] device = new byte[DeviceId.LENGTH];
    from.get(device);
    return version == VERSION
        ? Optional.of(new Beacon(new DeviceId(Bytes.own(device)), port))
        : Optional.empty();
  }

  private static byte[] key(Candidate candidate, byte[] random) {
    SecretBytes prk = Hkdf.extract(random, candidate.psk().expose());
    byte[] key = Hkdf.expand(prk, Messages.bind(DOMAIN, candidate), Aead.KEY_LENGTH);
    prk.destroy();
    return key;
  }
}
