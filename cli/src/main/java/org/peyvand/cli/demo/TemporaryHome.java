package org.peyvand.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.peyvand.node.Node;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SystemEntropy;

/** Homes that last as long as a demonstration or a measurement. */
public final class TemporaryHome implements Closeable {
  private final Path folder;
  private final String passphrase = HexFormat.of().formatHex(new SystemEntropy().bytes(16));

  public TemporaryHome() throws IOException {
    folder = Files.createTempDirectory("peyvand-");
    Files.writeString(passphraseFile(), passphrase);
  }

  /** A new home for somebody. */
  public Path home(String name) throws IOException {
    Path home = folder.resolve(name);
    try {
      Node.init(home, name, passphrase.toCharArray());
    } catch (HomeException e) {
      throw new IOException(e.getMessage(), e);
    }
    return home;
  }

  public char[] passphrase() {
    return passphrase.toCharArray();
  }

  public Path passphraseFile() {
    return folder.resolve("passphrase");
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
