package org.peyvand.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.peyvand.node.Node;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SystemEntropy;

/** Homes that last as long as a demonstration or a measurement. */
public final class TemporaryHome implements Closeable {
  /** Nodes that are ending with us may still write: their homes go when they are gone. */
  private static final int ATTEMPTS = 50;

  private static final long PAUSE_NANOS = 100_000_000;

  private final Consumer<Path> left;
  private final Path folder;
  private final Thread interrupted = new Thread(this::abandon, "peyvand-temporary-home");
  private final String passphrase = HexFormat.of().formatHex(new SystemEntropy().bytes(16));

  /**
   * @param left is told of a folder that could not be removed after an interruption
   */
  public TemporaryHome(Consumer<Path> left) throws IOException {
    this.left = left;
    folder = Files.createTempDirectory("peyvand-");
    Runtime.getRuntime().addShutdownHook(interrupted);
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
    while (isEnding()) {
      // what fails now fails because the folder goes: nobody need hear of it
      LockSupport.park();
    }
    remove();
  }

  /** Whether the process was interrupted, so that the hook has the folder. */
  private boolean isEnding() {
    try {
      return !Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  private void abandon() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    for (int attempts = ATTEMPTS; Files.exists(folder); attempts--) {
      try {
        remove();
      } catch (IOException | UncheckedIOException e) {
        if (attempts == 0) {
          left.accept(folder);
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void remove() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
