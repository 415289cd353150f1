package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;

/**
 * A home that is being filled, beside the place where it will be: it comes there whole or not at
 * all. What a crash leaves beside is thrown away by the next try.
 */
public final class NewHome implements AutoCloseable {
  private static final String SUFFIX = ".unfinished";

  private final Path home;
  private final Path making;
  private final HomeFolder folder;
  private boolean closed;
  private boolean finished;

  private NewHome(Path home, Path making, HomeFolder folder) {
    this.home = home;
    this.making = making;
    this.folder = folder;
  }

  /**
   * Begins a home.
   *
   * @param passphrase kept nowhere; the caller clears it
   * @throws HomeException ALREADY_A_HOME, LOCKED, FULL or FAILED
   */
  public static NewHome begin(Path home, char[] passphrase, Entropy entropy) throws HomeException {
    HomeFolder.requireEmpty(home);
    Path place = home.toAbsolutePath();
    Path making = place.resolveSibling(place.getFileName() + SUFFIX);
    if (HomeFolder.isHome(making)) {
      remove(making);
    }
    return new NewHome(place, making, HomeFolder.create(making, passphrase, entropy));
  }

  /** The home while it is filled. */
  public HomeFolder folder() {
    return folder;
  }

  /** Puts the home where it belongs. */
  public void finish() throws HomeException {
    closed = true;
    folder.close();
    HomeFolder.requireEmpty(home);
    remove(home);
    try {
      Files.move(making, home, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      OwnerFiles.sync(home.getParent());
    } catch (IOException e) {
      throw HomeException.of("finishing", home, e);
    }
  }

  /** Throws away what was not finished. */
  @Override
  public void close() throws HomeException {
    if (finished) {
      return;
    }
    try {
      if (!closed) {
        closed = true;
        folder.close();
      }
    } finally {
      remove(making);
    }
  }

  private static void remove(Path folder) throws HomeException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw HomeException.of("removing", folder, e);
    }
  }
}
