package org.peyvand.protocol.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Hpke;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;

/** Reads a bundle, block by block; memory is bounded whatever the file says. */
public final class BundleReader {
  private final InputStream in;
  private final byte[] key;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private byte[] ahead;
  private boolean last;
  private long blocks;

  private BundleReader(InputStream in, byte[] key) {
    this.in = in;
    this.key = key;
  }

  /**
   * Opens a bundle with whatever key fits.
   *
   * @throws BundleException NOT_FOR_US or TRUNCATED
   */
  public static BundleReader open(InputStream in, AgreementKey device, Collection<SecretBytes> psks)
      throws IOException, BundleException {
    return open(in, Optional.of(device), psks);
  }

  static BundleReader open(
      InputStream in, Optional<AgreementKey> device, Collection<SecretBytes> psks)
      throws IOException, BundleException {
    byte[] salt = in.readNBytes(Layout.SALT);
    for (int i = 0; i < Layout.MOST_STANZAS; i++) {
      byte[] stanza = in.readNBytes(Layout.STANZA);
      if (stanza.length < Layout.STANZA) {
        break;
      }
      Optional<byte[]> secret = secret(stanza, salt, device, psks);
      if (secret.isPresent()) {
        return open(in, salt, ByteBuffer.wrap(secret.get()), i + 1);
      }
    }
    throw new BundleException(
        BundleException.Kind.NOT_FOR_US, "expected a stanza for one of our keys, found none");
  }

  private static BundleReader open(InputStream in, byte[] salt, ByteBuffer secret, int read)
      throws IOException, BundleException {
    byte[] fileKey = new byte[Aead.KEY_LENGTH];
    secret.get(fileKey);
    int rest = (secret.getShort() - read) * Layout.STANZA;
    if (rest < 0 || in.readNBytes(rest).length < rest) {
      throw truncated();
    }
    BundleReader reader = new BundleReader(in, Layout.blockKey(fileKey, salt));
    reader.ahead = in.readNBytes(Layout.SEALED_BLOCK);
    return reader;
  }

  private static Optional<byte[]> secret(
      byte[] stanza, byte[] salt, Optional<AgreementKey> device, Collection<SecretBytes> psks) {
    byte[] info = Layout.stanzaInfo(salt);
    byte[] sealed = Arrays.copyOf(stanza, Layout.SECRET + Aead.TAG_LENGTH);
    Optional<byte[]> secret = Optional.empty();
    for (SecretBytes psk : psks) {
      secret =
          secret.or(
              () -> Aead.open(Layout.pskKey(psk, salt), Layout.nonce(0, false), info, sealed));
    }
    return secret
        .or(() -> device.flatMap(key -> Hpke.open(key, info, Layout.NONE, stanza)))
        .filter(found -> found.length == Layout.SECRET);
  }

  /**
   * The next frame; empty at the end.
   *
   * @throws BundleException TRUNCATED or DAMAGED; frames that were given before are good
   */
  public Optional<BundleFrame> next() throws IOException, BundleException {
    if (!block.hasRemaining() && !advance()) {
      return Optional.empty();
    }
    ByteBuffer head = ByteBuffer.wrap(take(4));
    int length = head.getInt();
    if (length == 0) {
      return Optional.empty();
    }
    if (length < 0 || length > Layout.FRAME) {
      throw damaged("expected a frame of at most " + Layout.FRAME + " bytes, found " + length);
    }
    byte kind = take(1)[0];
    return Optional.of(frame(kind, Bytes.own(take(length))));
  }

  private static BundleFrame frame(byte kind, Bytes content) throws BundleException {
    if (kind == Layout.NETWORK && content.length() != NetworkId.LENGTH) {
      throw damaged("expected a network's id, found " + content.length() + " bytes");
    }
    if (kind == Layout.SIGNED && content.length() < Layout.SIGNED_HEAD) {
      throw damaged("expected a maker and a signature, found " + content.length() + " bytes");
    }
    return switch (kind) {
      case Layout.NETWORK -> new BundleFrame.Network(new NetworkId(content));
      case Layout.ENTRIES -> new BundleFrame.Entries(content);
      case Layout.REQUEST -> new BundleFrame.Request(content);
      case Layout.OWNER -> new BundleFrame.Owner(content);
      case Layout.EPOCH -> new BundleFrame.Epoch(content);
      case Layout.LINK -> new BundleFrame.Link(content);
      case Layout.PEER -> new BundleFrame.Peer(content);
      case Layout.SIGNED -> signed(content);
      default -> throw damaged("expected a frame of a known kind, found " + kind);
    };
  }

  private static BundleFrame signed(Bytes content) {
    return new BundleFrame.Signed(
        new DeviceId(content.slice(0, DeviceId.LENGTH)),
        content.slice(DeviceId.LENGTH, Layout.SIGNED_HEAD),
        content.slice(Layout.SIGNED_HEAD, content.length()));
  }

  private byte[] take(int length) throws IOException, BundleException {
    byte[] taken = new byte[length];
    int at = 0;
    while (at < length) {
      if (!block.hasRemaining() && !advance()) {
        if (at == 0 && length == 4) {
          return taken;
        }
        throw damaged("expected the rest of a frame, found the end");
      }
      int part = Math.min(block.remaining(), length - at);
      block.get(taken, at, part);
      at += part;
    }
    return taken;
  }

  /** Opens the next block; false after the last. */
  private boolean advance() throws IOException, BundleException {
    if (last) {
      return false;
    }
    if (ahead.length < Layout.SEALED_BLOCK) {
      throw truncated();
    }
    byte[] sealed = ahead;
    ahead = in.readNBytes(Layout.SEALED_BLOCK);
    last = ahead.length == 0;
    Optional<byte[]> opened = open(sealed, last);
    if (opened.isEmpty()) {
      throw last && open(sealed, false).isPresent()
          ? truncated()
          : damaged("expected block " + blocks + " as it was sealed, found other bytes");
    }
    blocks++;
    block = ByteBuffer.wrap(opened.get());
    return true;
  }

  private Optional<byte[]> open(byte[] sealed, boolean asLast) {
    return Aead.open(key, Layout.nonce(blocks, asLast), Layout.NONE, sealed);
  }

  private static BundleException truncated() {
    return new BundleException(
        BundleException.Kind.TRUNCATED, "expected the last block, found the end of the file");
  }

  private static BundleException damaged(String detail) {
    return new BundleException(BundleException.Kind.DAMAGED, detail);
  }
}
