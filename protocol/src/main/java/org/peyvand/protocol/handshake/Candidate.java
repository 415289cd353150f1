package org.peyvand.protocol.handshake;

import java.util.Objects;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;

/**
 * A pre-shared key under which two nodes may meet, and what it belongs to.
 *
 * @param context the network, or the invite: somebody who joins does not know the network's id yet
 * @param label the epoch that the key comes from, or the invite
 * @param psk 32 bytes; stays the caller's, who destroys it when it is out of use
 */
public record Candidate(Kind kind, Bytes context, Bytes label, SecretBytes psk) {
  /** Bytes in a pre-shared key (Noise, revision 34, section 9). */
  public static final int PSK_LENGTH = 32;

  public Candidate {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(context);
    Objects.requireNonNull(label);
    if (psk.length() != PSK_LENGTH) {
      throw new IllegalArgumentException(
          "psk: expected " + PSK_LENGTH + " bytes, found " + psk.length());
    }
  }

  /** Members of a network who both hold this epoch. */
  public static Candidate member(NetworkId network, EpochId epoch, SecretBytes psk) {
    return new Candidate(Kind.MEMBER, network.bytes(), epoch.bytes(), psk);
  }

  /** The bearer of an invite and anybody who holds the log that it stands in. */
  public static Candidate join(Bytes invite, SecretBytes psk) {
    return new Candidate(Kind.JOIN, invite, invite, psk);
  }
}
