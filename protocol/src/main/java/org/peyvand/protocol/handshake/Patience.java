package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import org.peyvand.protocol.crypto.Entropy;

/**
 * When a listener closes a connection on which no channel came to stand. Drawn before the first
 * byte arrives, so that it cannot depend on what arrives.
 *
 * @param bytes close when this many were read; more than any handshake has, lest the end of a
 *     replayed message be read where the end of garbage would not
 * @param seconds close this long after the connection came
 */
public record Patience(int bytes, int seconds) {
  /** 1 to 64 KiB beyond the longest handshake. */
  static final int MIN_BYTES = Messages.INBOUND_LIMIT + 1024;

  static final int MAX_BYTES = Messages.INBOUND_LIMIT + 64 * 1024;
  static final int MIN_SECONDS = 5;
  static final int MAX_SECONDS = 60;

  static Patience draw(Entropy entropy) {
    ByteBuffer random = ByteBuffer.wrap(entropy.bytes(2 * Integer.BYTES));
    return new Patience(
        between(MIN_BYTES, MAX_BYTES, random.getInt()),
        between(MIN_SECONDS, MAX_SECONDS, random.getInt()));
  }

  private static int between(int min, int max, int random) {
    return min + Integer.remainderUnsigned(random, max - min + 1);
  }
}
