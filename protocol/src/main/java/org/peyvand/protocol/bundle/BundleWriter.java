package org.peyvand.protocol.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hpke;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;

/** Writes a bundle for devices, or for those who hold an invite's key. */
public final class BundleWriter implements AutoCloseable {
  /** Devices and invites that one bundle can be for. */
  public static final int MOST_READERS = Layout.MOST_STANZAS;

  private final OutputStream out;
  private final byte[] key;
  private final ByteBuffer block = ByteBuffer.allocate(Layout.BLOCK);
  private long blocks;

  private BundleWriter(OutputStream out, byte[] key) {
    this.out = out;
    this.key = key;
  }

  /**
   * Begins a bundle.
   *
   * @param devices who can read it
   * @param psks keys of invites whose holders can read it
   * @throws IllegalArgumentException if there are more than {@link #MOST_READERS} of both
   */
  public static BundleWriter begin(
      OutputStream out,
      Collection<DeviceKeys> devices,
      Collection<SecretBytes> psks,
      Entropy entropy)
      throws IOException {
    return begin(out, out, devices, psks, entropy);
  }

  /** With the salt and stanzas written elsewhere than the blocks. */
  static BundleWriter begin(
      OutputStream head,
      OutputStream out,
      Collection<DeviceKeys> devices,
      Collection<SecretBytes> psks,
      Entropy entropy)
      throws IOException {
    int recipients = devices.size() + psks.size();
    if (recipients > MOST_READERS) {
      throw new IllegalArgumentException(
          "recipients: expected at most " + MOST_READERS + ", found " + recipients);
    }
    byte[] salt = entropy.bytes(Layout.SALT);
    byte[] fileKey = entropy.bytes(Aead.KEY_LENGTH);
    int stanzas = Layout.stanzas(recipients);
    byte[] secret =
        ByteBuffer.allocate(Layout.SECRET).put(fileKey).putShort((short) stanzas).array();
    head.write(salt);
    for (byte[] stanza : stanzas(devices, psks, secret, salt, stanzas, entropy)) {
      head.write(stanza);
    }
    return new BundleWriter(out, Layout.blockKey(fileKey, salt));
  }

  private static List<byte[]> stanzas(
      Collection<DeviceKeys> devices,
      Collection<SecretBytes> psks,
      byte[] secret,
      byte[] salt,
      int number,
      Entropy entropy) {
    List<byte[]> stanzas = new ArrayList<>();
    byte[] info = Layout.stanzaInfo(salt);
    for (DeviceKeys device : devices) {
      SecretBytes ephemeral = SecretBytes.own(entropy.bytes(Hpke.MIN_IKM_LENGTH));
      stanzas.add(Hpke.seal(device.sealing().view(), ephemeral, info, Layout.NONE, secret));
    }
    for (SecretBytes psk : psks) {
      byte[] sealed = Aead.seal(Layout.pskKey(psk, salt), Layout.nonce(0, false), info, secret);
      byte[] random = entropy.bytes(Layout.STANZA - sealed.length);
      stanzas.add(Bytes.own(sealed).concat(Bytes.own(random)).view());
    }
    while (stanzas.size() < number) {
      stanzas.add(entropy.bytes(Layout.STANZA));
    }
    return stanzas;
  }

  public void write(BundleFrame frame) throws IOException {
    if (frame instanceof BundleFrame.Network network) {
      write(Layout.NETWORK, network.network().bytes());
    } else if (frame instanceof BundleFrame.Entries entries) {
      write(Layout.ENTRIES, entries.run());
    } else if (frame instanceof BundleFrame.Signed signed) {
      Bytes head = signed.device().bytes().concat(signed.signature());
      write(Layout.SIGNED, head.concat(signed.run()));
    } else if (frame instanceof BundleFrame.Request request) {
      write(Layout.REQUEST, request.request());
    } else if (frame instanceof BundleFrame.Owner owner) {
      write(Layout.OWNER, owner.name());
    } else if (frame instanceof BundleFrame.Epoch epoch) {
      write(Layout.EPOCH, epoch.secrets());
    } else if (frame instanceof BundleFrame.Link link) {
      write(Layout.LINK, link.code());
    } else if (frame instanceof BundleFrame.Peer peer) {
      write(Layout.PEER, peer.address());
    } else {
      throw new AssertionError(frame);
    }
  }

  void write(byte kind, Bytes content) throws IOException {
    byte[] head = ByteBuffer.allocate(5).putInt(content.length()).put(kind).array();
    put(head);
    put(content.view());
  }

  private void put(byte[] bytes) throws IOException {
    int at = 0;
    while (at < bytes.length) {
      if (!block.hasRemaining()) {
        flush(false);
      }
      int part = Math.min(block.remaining(), bytes.length - at);
      block.put(bytes, at, part);
      at += part;
    }
  }

  private void flush(boolean last) throws IOException {
    while (block.hasRemaining()) {
      block.put((byte) 0);
    }
    out.write(Aead.seal(key, Layout.nonce(blocks++, last), Layout.NONE, block.array()));
    block.clear();
  }

  /** Writes the last block. Does not close the stream. */
  @Override
  public void close() throws IOException {
    flush(true);
    out.flush();
  }
}
