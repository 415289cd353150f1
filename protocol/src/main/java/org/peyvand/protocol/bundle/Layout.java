package org.peyvand.protocol.bundle;

import java.nio.ByteBuffer;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.Hpke;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * How a bundle lies in its file.
 *
 * <pre>
 * salt 24, then stanzas of 82 bytes, their number a power of two from 8 on, then blocks of 65,552
 * stanza   the file key (32) and the number of stanzas (2), sealed to a device (HPKE) or under a
 *          key derived from an invite (AEAD, then 32 random bytes); the rest are random bytes
 * block    64 KiB under the file key, AES-256-GCM; nonce: zeros (4), number of the block (7), 1 if
 *          it is the last (1)
 * inside   frames: length (4), kind (1), content; then zeros to the end of the last block
 * </pre>
 *
 * The blocks follow the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015): none can
 * be left out, moved or cut off unseen.
 */
final class Layout {
  static final int SALT = 24;
  static final int SECRET = 32 + 2;
  static final int STANZA = SECRET + Hpke.OVERHEAD;
  static final int FEWEST_STANZAS = 8;
  static final int MOST_STANZAS = 1024;
  static final int BLOCK = 64 * 1024;
  static final int SEALED_BLOCK = BLOCK + Aead.TAG_LENGTH;

  /** The longest frame: a run of one entry with seals, and some. */
  static final int FRAME = 2 * 1024 * 1024;

  static final byte NETWORK = 1;
  static final byte ENTRIES = 2;
  static final byte REQUEST = 3;
  static final byte OWNER = 4;
  static final byte EPOCH = 5;
  static final byte LINK = 6;
  static final byte PEER = 7;
  static final byte SIGNED = 8;

  /** What a signed run's frame says before the run: the maker's device, and its signature. */
  static final int SIGNED_HEAD = DeviceId.LENGTH + Signatures.LENGTH;

  static final byte[] NONE = {};
  private static final byte[] STANZA_INFO = Bytes.utf8("peyvand/bundle/stanza/1").view();
  private static final byte[] FILE_INFO = Bytes.utf8("peyvand/bundle/file/1").view();

  private Layout() {}

  static byte[] stanzaInfo(byte[] salt) {
    return Bytes.own(STANZA_INFO).concat(Bytes.own(salt)).view();
  }

  static byte[] pskKey(SecretBytes psk, byte[] salt) {
    return Hkdf.expand(Hkdf.extract(salt, psk.expose()), STANZA_INFO, Aead.KEY_LENGTH);
  }

  static byte[] blockKey(byte[] fileKey, byte[] salt) {
    return Hkdf.expand(Hkdf.extract(salt, fileKey), FILE_INFO, Aead.KEY_LENGTH);
  }

  static byte[] nonce(long block, boolean last) {
    return ByteBuffer.allocate(Aead.NONCE_LENGTH).putLong(4, block << 8 | (last ? 1 : 0)).array();
  }

  static int stanzas(int recipients) {
    int stanzas = FEWEST_STANZAS;
    while (stanzas < recipients) {
      stanzas *= 2;
    }
    return stanzas;
  }
}
