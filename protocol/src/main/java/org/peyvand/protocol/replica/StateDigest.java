package org.peyvand.protocol.replica;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;

/**
 * A digest of all that a network holds: equal exactly where the same entries are.
 *
 * <p>Heads stand for their whole past, so their ids suffice.
 */
final class StateDigest {
  private static final String DOMAIN = "peyvand/state/1";

  private StateDigest() {}

  static Bytes of(List<Head> heads) {
    byte[][] parts =
        heads.stream()
            .sorted(Comparator.comparing(Head::id))
            .map(StateDigest::part)
            .toArray(byte[][]::new);
    return Bytes.own(Digest.tagged(DOMAIN, parts));
  }

  private static byte[] part(Head head) {
    return ByteBuffer.allocate(Long.BYTES + head.id().bytes().length())
        .putLong(head.seq())
        .put(head.id().bytes().view())
        .array();
  }
}
