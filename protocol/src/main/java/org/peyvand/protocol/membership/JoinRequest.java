package org.peyvand.protocol.membership;

import java.nio.charset.StandardCharsets;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Passphrases;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;

/**
 * What the bearer of an invite asks: to be let in with these keys, under this name.
 *
 * <p>Signed twice over the same bytes: by the invite's key, which proves that the seed is there,
 * and by the device's, which proves that nobody enters another's keys.
 *
 * @param name how the bearer wants to be called; see {@link Names}
 * @param networkHash which network, as the code names it: {@link NetworkHash#LENGTH} bytes
 * @param invite the invite's public signing key: 32 bytes
 * @param inviteSignature 64 bytes, Ed25519
 * @param deviceSignature 64 bytes, Ed25519
 */
public record JoinRequest(
    DeviceKeys keys,
    String name,
    Bytes networkHash,
    Bytes invite,
    Bytes inviteSignature,
    Bytes deviceSignature) {

  private static final String SIGNED = "peyvand/join-request/1";
  private static final String ID = "peyvand/join-request-id/1";
  private static final String WORDS = "peyvand/join-request-words/1";
  private static final int WORDS_MEMORY_KIB = 64 * 1024;
  private static final int WORDS_LENGTH = 32;

  public JoinRequest {
    Names.require(name);
    Bytes.requireLength(networkHash, NetworkHash.LENGTH, "network hash");
    Bytes.requireLength(invite, Signatures.PUBLIC_KEY_LENGTH, "invite key");
    Bytes.requireLength(inviteSignature, Signatures.LENGTH, "invite's signature");
    Bytes.requireLength(deviceSignature, Signatures.LENGTH, "device's signature");
  }

  /** Makes a request and signs it with both keys. */
  public static JoinRequest make(
      InviteSeed seed, SigningKey device, DeviceKeys keys, String name, NetworkId network) {
    return make(seed, device, keys, name, NetworkHash.of(network));
  }

  /**
   * Makes a request from what the code says.
   *
   * @throws IllegalArgumentException if the name is not one that {@link Names} allows, or {@code
   *     device} is not the key that {@code keys} names
   */
  public static JoinRequest make(
      InviteSeed seed, SigningKey device, DeviceKeys keys, String name, Bytes networkHash) {
    if (!keys.device().bytes().equals(Bytes.own(device.publicKey()))) {
      throw new IllegalArgumentException("device key: expected that of " + keys.device());
    }
    Bytes none = Bytes.own(new byte[Signatures.LENGTH]);
    JoinRequest unsigned =
        new JoinRequest(keys, name, networkHash, seed.signingPublic(), none, none);
    byte[] message = unsigned.message();
    return new JoinRequest(
        keys,
        name,
        networkHash,
        seed.signingPublic(),
        Bytes.own(seed.signing().sign(message)),
        Bytes.own(device.sign(message)));
  }

  /** Whether both signatures hold. */
  public boolean authentic() {
    byte[] message = message();
    return Signatures.verify(invite.view(), message, inviteSignature.view())
        && Signatures.verify(keys.device().bytes().view(), message, deviceSignature.view());
  }

  /** Which request: 32 bytes, a digest of the signed request. */
  public Bytes id() {
    return Bytes.own(Digest.tagged(ID, JoinRequestCodec.encode(this).view()));
  }

  /**
   * 32 bytes of a slow hash of the signed request (Argon2id, RFC 9106, 64 MiB, one pass), the first
   * 66 bits of which both screens show as six words. The same live, resumed or by stick. Slow,
   * because who stands in the middle would search for keys that give the same words.
   */
  public Bytes wordsDigest() {
    byte[] request = JoinRequestCodec.encode(this).view();
    byte[] salt = WORDS.getBytes(StandardCharsets.US_ASCII);
    return Bytes.copyOf(
        Passphrases.stretch(request, salt, WORDS_MEMORY_KIB, 1, 1, WORDS_LENGTH).expose());
  }

  private byte[] message() {
    return Digest.tagged(SIGNED, JoinRequestCodec.encodeUnsigned(this).view());
  }
}
