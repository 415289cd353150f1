package org.peyvand.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.protocol.crypto.SecretBytes;

class SecretsFileTest {
  private static final SecretBytes DATA_KEY = SecretBytes.copyOf(Homes.DATA_KEY);

  @TempDir Path folder;
  private Path file;
  private SecretsFile secrets;

  @BeforeEach
  void create() throws Exception {
    file = folder.resolve("secrets");
    secrets = SecretsFile.create(file, DATA_KEY, Homes.ENTROPY);
  }

  @Test
  void secretsArePutReplacedAndRemoved() throws Exception {
    secrets.put("a", secret(1, 32));
    secrets.put("b", secret(2, 0));
    secrets.put("c", secret(3, 5_000));
    secrets.put("a", secret(4, 7));
    secrets.remove("b");
    secrets.remove("none");
    for (SecretsFile each : new SecretsFile[] {secrets, open()}) {
      assertEquals(Set.of("a", "c"), each.names());
      assertEquals(Optional.of(secret(4, 7)), each.get("a"));
      assertEquals(Optional.empty(), each.get("b"));
      assertEquals(Optional.of(secret(3, 5_000)), each.get("c"));
    }
  }

  @Test
  void theLengthTellsLittle() throws Exception {
    long empty = Files.size(file);
    secrets.put("name", secret(1, 4_000));
    assertEquals(empty, Files.size(file));
    secrets.put("name", secret(1, 4_100));
    assertEquals(empty + 4096, Files.size(file));
  }

  @Test
  void destroyingACopyLeavesTheSecret() throws Exception {
    SecretBytes given = secret(1, 32);
    secrets.put("a", given);
    given.destroy();
    secrets.get("a").orElseThrow().destroy();
    assertEquals(Optional.of(secret(1, 32)), secrets.get("a"));
  }

  @Test
  void aFlippedByteIsDetected() throws Exception {
    secrets.put("a", secret(1, 32));
    byte[] sound = Files.readAllBytes(file);
    for (int at = 0; at < sound.length; at += 13) {
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) 0x80;
      Files.write(file, flipped);
      HomeFolderTest.refused(HomeException.Kind.DAMAGED, this::open);
    }
  }

  @Test
  void aMissingFileIsDetected() throws Exception {
    Files.delete(file);
    HomeFolderTest.refused(HomeException.Kind.DAMAGED, this::open);
  }

  @Test
  void whatAnInterruptedWriteLeftIsNoObstacle() throws Exception {
    Files.write(folder.resolve("secrets.new"), new byte[] {1, 2, 3});
    secrets.put("a", secret(1, 32));
    assertFalse(Files.exists(folder.resolve("secrets.new")));
    assertEquals(Set.of("a"), open().names());
  }

  private SecretsFile open() throws HomeException {
    return SecretsFile.open(file, DATA_KEY, Homes.ENTROPY);
  }

  private static SecretBytes secret(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return SecretBytes.own(bytes);
  }
}
