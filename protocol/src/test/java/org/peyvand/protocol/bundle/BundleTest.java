package org.peyvand.protocol.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.replica.DeviceSecrets;

class BundleTest {
  private final Random random = new Random(11);
  private final Entropy entropy = this::bytes;
  private final DeviceSecrets reader = DeviceSecrets.generate(entropy);
  private final DeviceSecrets other = DeviceSecrets.generate(entropy);
  private final SecretBytes psk = SecretBytes.own(bytes(32));

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<BundleFrame> content() {
    List<BundleFrame> frames = new ArrayList<>();
    frames.add(new BundleFrame.Network(NetworkId.of(bytes(32))));
    for (int size : new int[] {1, 300, 65_536, 65_531, 200_000, 1_100_000}) {
      frames.add(new BundleFrame.Entries(Bytes.own(bytes(size))));
    }
    frames.add(BundleFrame.Signed.by(other.signing(), Bytes.own(bytes(90_000))));
    frames.add(new BundleFrame.Request(Bytes.own(bytes(400))));
    return frames;
  }

  private byte[] write(List<BundleFrame> frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BundleWriter writer =
        BundleWriter.begin(out, List.of(other.keys(), reader.keys()), List.of(psk), entropy)) {
      for (BundleFrame frame : frames) {
        writer.write(frame);
      }
    }
    return out.toByteArray();
  }

  private static List<BundleFrame> read(byte[] file, DeviceSecrets device, List<SecretBytes> psks)
      throws IOException, BundleException {
    List<BundleFrame> frames = new ArrayList<>();
    BundleReader reader = BundleReader.open(new ByteArrayInputStream(file), device.sealing(), psks);
    for (Optional<BundleFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
      frames.add(frame.get());
    }
    return frames;
  }

  @Test
  void everyRecipientReadsWhatWasWritten() throws IOException, BundleException {
    List<BundleFrame> frames = content();
    byte[] file = write(frames);
    assertEquals(frames, read(file, reader, List.of()));
    assertEquals(frames, read(file, other, List.of()));
    assertEquals(frames, read(file, DeviceSecrets.generate(entropy), List.of(psk)));
  }

  @Test
  void nobodyElseReadsAnything() throws IOException {
    byte[] file = write(content());
    BundleException refused =
        assertThrows(
            BundleException.class,
            () -> read(file, DeviceSecrets.generate(entropy), List.of(SecretBytes.own(bytes(32)))));
    assertEquals(BundleException.Kind.NOT_FOR_US, refused.kind());
  }

  @Test
  void aFileThatEndsTooEarlyGivesItsFirstPartAndSaysSo() throws IOException {
    byte[] file = write(content());
    for (int cut = 0; cut < file.length; cut += 1 + random.nextInt(30_000)) {
      byte[] part = Arrays.copyOf(file, cut);
      BundleException refused =
          assertThrows(BundleException.class, () -> read(part, reader, List.of()), "cut " + cut);
      assertTrue(
          refused.kind() == BundleException.Kind.TRUNCATED
              || refused.kind() == BundleException.Kind.NOT_FOR_US,
          "cut at " + cut + ": " + refused);
    }
  }

  @Test
  void aChangedByteIsNeverTakenForContent() throws IOException {
    List<BundleFrame> frames = content();
    byte[] file = write(frames);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(file.length);
      byte[] changed = file.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      try {
        assertEquals(frames, read(changed, reader, List.of()), "byte " + at);
      } catch (BundleException expected) {
        assertTrue(expected.getMessage().startsWith("expected"), expected.getMessage());
      }
    }
  }

  @Test
  void sizesAreStepsOfBlocksAndTwoBundlesOfOneContentShareNothing() throws IOException {
    List<BundleFrame> frames = content();
    byte[] one = write(frames);
    byte[] two = write(frames);
    assertEquals(one.length, two.length);
    assertEquals(
        0,
        (one.length - Layout.SALT - Layout.FEWEST_STANZAS * Layout.STANZA) % Layout.SEALED_BLOCK);
    int same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertTrue(same < one.length / 200, same + " of " + one.length + " bytes are the same");
  }

  @Test
  void aFrameThatEndsExactlyWithABlockIsWhole() throws IOException, BundleException {
    List<BundleFrame> frames = List.of(new BundleFrame.Entries(Bytes.own(bytes(Layout.BLOCK - 5))));
    byte[] file = write(frames);
    List<BundleFrame> read = read(file, reader, List.of());
    assertEquals(1, read.size());
    assertArrayEquals(
        ((BundleFrame.Entries) frames.get(0)).run().view(),
        ((BundleFrame.Entries) read.get(0)).run().view());
  }

  @Test
  void aSignedRunNamesItsMakerAndAForgedSignatureNobody() throws IOException, BundleException {
    Bytes run = Bytes.own(bytes(300));
    BundleFrame.Signed signed = BundleFrame.Signed.by(other.signing(), run);
    BundleFrame.Signed read =
        (BundleFrame.Signed) read(write(List.of(signed)), reader, List.of()).get(0);
    assertEquals(Optional.of(other.device()), read.maker());
    Bytes signature = signed.signature();
    for (BundleFrame.Signed forged :
        List.of(
            new BundleFrame.Signed(reader.device(), signature, run),
            new BundleFrame.Signed(other.device(), Bytes.own(bytes(64)), run),
            new BundleFrame.Signed(other.device(), signature, Bytes.own(bytes(300))))) {
      BundleFrame.Signed taken =
          (BundleFrame.Signed) read(write(List.of(forged)), reader, List.of()).get(0);
      assertEquals(run.length(), taken.run().length());
      assertEquals(Optional.empty(), taken.maker());
    }
  }

  @Test
  void aFrameIsAtMostSoLongAndASignedOneNoShorterThanItsHead() throws IOException {
    int head = Layout.SIGNED_HEAD;
    assertEquals(0, signedLength(head));
    assertDamaged(Layout.SIGNED, head - 1);
    assertEquals(Layout.FRAME - head, signedLength(Layout.FRAME));
    assertDamaged(Layout.SIGNED, Layout.FRAME + 1);
  }

  /** What is read of the run in a frame of so many bytes in all. */
  private int signedLength(int frame) {
    try {
      Bytes run = Bytes.own(new byte[frame - Layout.SIGNED_HEAD]);
      List<BundleFrame> written = List.of(BundleFrame.Signed.by(other.signing(), run));
      return ((BundleFrame.Signed) read(write(written), reader, List.of()).get(0)).run().length();
    } catch (IOException | BundleException e) {
      throw new AssertionError(e);
    }
  }

  private void assertDamaged(byte kind, int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BundleWriter writer =
        BundleWriter.begin(out, List.of(reader.keys()), List.of(), entropy)) {
      writer.write(kind, Bytes.own(new byte[length]));
    }
    BundleException refused =
        assertThrows(BundleException.class, () -> read(out.toByteArray(), reader, List.of()));
    assertEquals(BundleException.Kind.DAMAGED, refused.kind());
  }
}
