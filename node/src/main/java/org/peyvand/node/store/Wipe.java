package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.peyvand.protocol.crypto.Entropy;

/**
 * Destroys a home, whatever state it is in, without its passphrase, and what an interrupted
 * restoration left beside it: first the few small files that hold keys, then the rest.
 *
 * <p>The key slots go first and whole: once their salt is overwritten, no passphrase opens anything
 * that is left. Interrupted anywhere, it can be repeated. Files that are not this program's stay.
 */
public final class Wipe {
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOCK_PAUSE = Duration.ofMillis(50);

  /** Is told each step once it is done; tests stop there. */
  @FunctionalInterface
  interface Steps {
    void done(String step);
  }

  /**
   * What came of the keys.
   *
   * @param overwritten whether every file could be overwritten before it was removed
   */
  public record Keys(long millis, boolean overwritten) {}

  private final List<HomeFiles> places;
  private final Entropy entropy;
  private final Steps steps;

  public Wipe(Path home, Entropy entropy) {
    this(home, entropy, step -> {});
  }

  Wipe(Path home, Entropy entropy, Steps steps) {
    this(places(home), entropy, steps);
  }

  private Wipe(List<HomeFiles> places, Entropy entropy, Steps steps) {
    this.places = places;
    this.entropy = entropy;
    this.steps = steps;
  }

  /** Of this folder alone. */
  static Wipe only(HomeFiles place, Entropy entropy) {
    return new Wipe(List.of(place), entropy, step -> {});
  }

  private static List<HomeFiles> places(Path home) {
    HomeFiles files = new HomeFiles(home);
    return List.of(files, files.unfinished());
  }

  /** Whether anything of this program's is there, also of a home that was wiped halfway. */
  public static boolean isNeeded(Path home) {
    return places(home).stream().anyMatch(place -> !place.present().isEmpty());
  }

  /**
   * Overwrites and removes everything that holds keys; waits for nobody. Takes a few milliseconds.
   *
   * @throws HomeException FAILED if one of the files is still there
   */
  public Keys destroyKeys() throws HomeException {
    long start = System.nanoTime();
    boolean overwritten = true;
    HomeException failure = null;
    for (Path file : keyFiles()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        overwritten &= overwrite(file);
        steps.done("overwritten " + file.getFileName());
        try {
          remove(file);
        } catch (IOException e) {
          failure = HomeException.of("destroying", file, e);
        }
        steps.done("removed " + file.getFileName());
      }
    }
    if (failure != null) {
      throw failure;
    }
    return new Keys(Duration.ofNanos(System.nanoTime() - start).toMillis(), overwritten);
  }

  private List<Path> keyFiles() {
    return places.stream().flatMap(place -> place.keyFiles().stream()).toList();
  }

  /**
   * Removes the rest, as far as it can, and the home's folder if it is empty then. Waits a few
   * seconds for who has the home open to end, and goes on in any case.
   *
   * @return what is still there
   */
  public List<Path> removeRest() throws HomeException {
    List<Path> left = new ArrayList<>();
    for (HomeFiles place : places) {
      if (Files.exists(place.home())) {
        left.addAll(removeRest(place));
      }
    }
    return left;
  }

  private List<Path> removeRest(HomeFiles files) throws HomeException {
    Optional<HomeLock> lock = awaitLock(files);
    try {
      for (Path path : files.others()) {
        if (!path.equals(files.lock())) {
          tryRemove(path);
          steps.done("removed " + path.getFileName());
        }
      }
    } finally {
      release(lock);
    }
    tryRemove(files.lock());
    destroyKeys();
    List<Path> left = files.present();
    if (left.isEmpty()) {
      tryRemoveFolder(files);
    }
    return left;
  }

  /** A file of the owner's may be closed to writing; one that is not a file has nothing in it. */
  private boolean overwrite(Path file) {
    if (!Files.isRegularFile(file)) {
      return true;
    }
    try {
      if (!Files.isWritable(file) && OwnerFiles.isPosix(file)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      OwnerFiles.overwrite(file, entropy);
      return true;
    } catch (IOException cannot) {
      return false;
    }
  }

  private static void remove(Path path) throws IOException {
    OwnerFiles.remove(path);
    OwnerFiles.sync(path.getParent());
  }

  private static boolean tryRemove(Path path) {
    try {
      OwnerFiles.remove(path);
      return true;
    } catch (IOException stays) {
      return false;
    }
  }

  /** A folder that holds something of somebody else's stays. */
  private static boolean tryRemoveFolder(HomeFiles files) {
    try {
      Files.deleteIfExists(files.home());
      return true;
    } catch (IOException stays) {
      return false;
    }
  }

  private static Optional<HomeLock> awaitLock(HomeFiles files) {
    long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
    while (true) {
      try {
        return Optional.of(HomeLock.take(files.lock()));
      } catch (HomeException held) {
        if (held.kind() != HomeException.Kind.LOCKED || System.nanoTime() > deadline) {
          return Optional.empty();
        }
        LockSupport.parkNanos(LOCK_PAUSE.toNanos());
      }
    }
  }

  private static void release(Optional<HomeLock> lock) throws HomeException {
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException e) {
        throw HomeException.of("closing", lock.get().path(), e);
      }
    }
  }
}
