package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.peyvand.protocol.crypto.Entropy;

/**
 * A home that is being filled, beside the place where it will be: it comes there whole or not at
 * all. What a crash leaves beside is destroyed by the next try, or by {@link Wipe}.
 */
public final class NewHome implements AutoCloseable {
  private final Path home;
  private final HomeFiles making;
  private final Entropy entropy;
  private final HomeFolder folder;
  private boolean closed;
  private boolean finished;

  private NewHome(Path home, HomeFiles making, Entropy entropy, HomeFolder folder) {
    this.home = home;
    this.making = making;
    this.entropy = entropy;
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
    HomeFiles making = new HomeFiles(place).unfinished();
    if (HomeFolder.isHome(making.home())) {
      requireAbandoned(making);
      destroy(making, entropy);
    }
    HomeFolder created = HomeFolder.create(making.home(), passphrase, entropy);
    return new NewHome(place, making, entropy, created);
  }

  private static void requireAbandoned(HomeFiles making) throws HomeException {
    if (new Inspection(making.home()).isHeld()) {
      throw new HomeException(
          HomeException.Kind.LOCKED,
          "making a home: expected nobody at it, found one that is being filled: " + making.home());
    }
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
    destroy(new HomeFiles(home), entropy);
    try {
      Files.move(making.home(), home, StandardCopyOption.ATOMIC_MOVE);
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
      destroy(making, entropy);
    }
  }

  private static void destroy(HomeFiles place, Entropy entropy) throws HomeException {
    Wipe wipe = Wipe.only(place, entropy);
    wipe.destroyKeys();
    List<Path> left = wipe.removeRest();
    if (!left.isEmpty()) {
      throw new HomeException(
          HomeException.Kind.FAILED, "making a home: expected nothing of another, found " + left);
    }
  }
}
