package org.peyvand.protocol.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Head;

/**
 * Short fingerprints of heads, keyed anew for each session: nobody who makes entries can know the
 * key, so nobody can make heads that cancel or collide. HMAC-SHA256, truncated.
 */
final class SessionKey {
  private static final byte[] DOMAIN = ascii("peyvand/sync/1");
  private static final byte[] ITEM = ascii("item");
  private static final byte[] PLACE = ascii("place");
  private static final byte[] CHECK = ascii("check");

  private final SecretBytes key;

  /**
   * @param channel what only this channel's two ends have in common: its handshake hash
   */
  SessionKey(Bytes channel) {
    key = Hkdf.extract(DOMAIN, channel.view());
  }

  /** What a head adds to the root. */
  Fingerprint item(Head head) {
    ByteBuffer info =
        ByteBuffer.allocate(ITEM.length + DeviceId.LENGTH + 1 + Long.BYTES + EntryId.LENGTH);
    info.put(ITEM).put(head.branch().chain().device().bytes().view());
    info.put((byte) head.branch().chain().lane().number());
    info.putLong(head.seq()).put(head.id().bytes().view());
    return Fingerprint.of(mac(info));
  }

  /** Where a chain stands in the trie: 48 bits. */
  long position(ChainId chain) {
    ByteBuffer info = ByteBuffer.allocate(PLACE.length + DeviceId.LENGTH + 1);
    info.put(PLACE).put(chain.device().bytes().view()).put((byte) chain.lane().number());
    return Fingerprint.of(mac(info)).high() >>> Long.SIZE - Prefix.POSITION_BITS;
  }

  /** Tells two entries at one place apart. */
  long check(EntryId id) {
    ByteBuffer info = ByteBuffer.allocate(CHECK.length + EntryId.LENGTH);
    return Fingerprint.of(mac(info.put(CHECK).put(id.bytes().view()))).high();
  }

  private byte[] mac(ByteBuffer info) {
    return Hkdf.expand(key, info.array(), Hkdf.HASH_LENGTH);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
