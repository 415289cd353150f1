package org.peyvand.protocol.membership;

import java.nio.charset.StandardCharsets;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;

/**
 * The secret that an invite's bearer holds: 128 bits, from which both its keys come.
 *
 * <p>The log holds the public half of the signing key and the pre-shared key. So any member can
 * answer a bearer on the wire, and none can sign a request in the bearer's place.
 */
public final class InviteSeed {
  /** Bytes in a seed. */
  public static final int LENGTH = 16;

  /** Bytes in the pre-shared key. */
  public static final int PSK_LENGTH = 32;

  private final SecretBytes seed;
  private final SigningKey signing;
  private final SecretBytes psk;

  private InviteSeed(SecretBytes seed) {
    this.seed = seed;
    SecretBytes root = Hkdf.extract(ascii("peyvand/invite/1"), seed.expose());
    byte[] signingSeed = Hkdf.expand(root, ascii("signing"), SigningKey.SEED_LENGTH);
    this.signing = SigningKey.of(SecretBytes.own(signingSeed));
    this.psk = SecretBytes.own(Hkdf.expand(root, ascii("psk"), PSK_LENGTH));
  }

  public static InviteSeed generate(Entropy entropy) {
    return of(SecretBytes.own(entropy.bytes(LENGTH)));
  }

  /**
   * The invite of this seed, which it keeps.
   *
   * @throws IllegalArgumentException unless the seed has {@link #LENGTH} bytes
   */
  public static InviteSeed of(SecretBytes seed) {
    if (seed.length() != LENGTH) {
      throw new IllegalArgumentException(
          "invite seed: expected " + LENGTH + " bytes, found " + seed.length());
    }
    return new InviteSeed(seed);
  }

  /** The act that opens the door for the bearer of this seed. */
  public Act.Invite invite(int uses, boolean forDevice) {
    return new Act.Invite(signingPublic(), Bytes.copyOf(psk.expose()), uses, forDevice);
  }

  /** The public key by which a request names its invite: 32 bytes. */
  public Bytes signingPublic() {
    return Bytes.own(signing.publicKey());
  }

  /** What bearer and members share on the wire: {@link #PSK_LENGTH} bytes. */
  public SecretBytes psk() {
    return psk;
  }

  /** The seed itself, for the code. */
  public SecretBytes seed() {
    return seed;
  }

  /** The key that signs requests. */
  SigningKey signing() {
    return signing;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
