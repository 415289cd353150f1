package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;

/**
 * A small file that starts with a checksum, SHA-256 over its name, format version and content. So
 * damage, and a version that is not ours, are known before any key is.
 */
final class CheckedFile {
  private static final int NEWEST_RECOGNISED = 255;

  /** What reading found out. */
  enum Condition {
    SOUND,
    DAMAGED,
    NEWER
  }

  /** The content, also if it is not sound. */
  record Reading(Condition condition, byte[] content) {}

  private final Path path;
  private final String name;
  private final int version;

  CheckedFile(Path path, String name, int version) {
    this.path = path;
    this.name = name;
    this.version = version;
  }

  Path path() {
    return path;
  }

  /** Empty if there is no such file. */
  Optional<Reading> read() throws HomeException {
    byte[] file;
    try {
      file = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw HomeException.of("reading", path, e);
    }
    if (file.length < Digest.LENGTH) {
      return Optional.of(new Reading(Condition.DAMAGED, new byte[0]));
    }
    byte[] content = Arrays.copyOfRange(file, Digest.LENGTH, file.length);
    return Optional.of(
        new Reading(condition(Arrays.copyOf(file, Digest.LENGTH), content), content));
  }

  void write(byte[] content) throws HomeException {
    try {
      OwnerFiles.write(path, withChecksum(content));
    } catch (IOException e) {
      throw HomeException.of("writing", path, e);
    }
  }

  /** As {@link #write}, and then overwrites the old content. */
  void writeAndErase(byte[] content, Entropy entropy) throws HomeException {
    try {
      OwnerFiles.writeAndErase(path, withChecksum(content), entropy);
    } catch (IOException e) {
      throw HomeException.of("writing", path, e);
    }
  }

  private Condition condition(byte[] found, byte[] content) {
    for (int candidate = version; candidate <= NEWEST_RECOGNISED; candidate++) {
      if (Arrays.equals(found, checksum(candidate, content))) {
        return candidate == version ? Condition.SOUND : Condition.NEWER;
      }
    }
    return Condition.DAMAGED;
  }

  private byte[] withChecksum(byte[] content) {
    byte[] file = Arrays.copyOf(checksum(version, content), Digest.LENGTH + content.length);
    System.arraycopy(content, 0, file, Digest.LENGTH, content.length);
    return file;
  }

  private byte[] checksum(int candidate, byte[] content) {
    return Digest.tagged("peyvand/" + name + "/" + candidate, content);
  }
}
