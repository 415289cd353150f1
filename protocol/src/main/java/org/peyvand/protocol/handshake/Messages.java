package org.peyvand.protocol.handshake;

import java.nio.charset.StandardCharsets;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.noise.Handshake;
import org.peyvand.protocol.noise.Keys;
import org.peyvand.protocol.noise.Pattern;
import org.peyvand.protocol.noise.Role;

/** Sizes of the three messages, and what both sides must agree on before the first. */
public final class Messages {
  /** The longest introduction, in bytes. */
  public static final int INTRODUCTION_LIMIT = 8 * 1024;

  /** The longest first or second message on the wire, in bytes. */
  public static final int LONG_LIMIT = 10 * 1024;

  /** The longest third message on the wire, in bytes. */
  public static final int SHORT_LIMIT = 1024;

  /** All that an initiator may send before the channel stands, in bytes. */
  public static final int INBOUND_LIMIT = LONG_LIMIT + SHORT_LIMIT;

  private static final Pattern XX_PSK0 = Pattern.XX.withPsk(0);

  private Messages() {}

  static Handshake handshake(
      Role role, Candidate candidate, AgreementKey ephemeral, AgreementKey staticKey) {
    SecretBytes psk = candidate.psk();
    return new Handshake(
        XX_PSK0,
        role,
        bind("peyvand wire 1 prologue", candidate),
        Keys.of(ephemeral).withStatic(staticKey).withPsk(psk));
  }

  /** 32 bytes that name the candidate's kind, context and label, without its key. */
  static byte[] bind(String domain, Candidate candidate) {
    return Digest.tagged(
        domain,
        candidate.kind().name().getBytes(StandardCharsets.US_ASCII),
        candidate.context().view(),
        candidate.label().view());
  }

  static void requireIntroduction(Bytes introduction) {
    if (introduction.length() > INTRODUCTION_LIMIT) {
      throw new IllegalArgumentException(
          "introduction: expected at most "
              + INTRODUCTION_LIMIT
              + " bytes, found "
              + introduction.length());
    }
  }
}
