package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be told of a home without its passphrase, whatever state it is in. Changes nothing. */
public final class Inspection {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** How a file is. */
  public enum Condition {
    SOUND,
    MISSING,
    DAMAGED,
    NEWER
  }

  private final HomeFiles files;

  public Inspection(Path home) {
    this.files = new HomeFiles(home);
  }

  /** Whether anything of this program's is there. */
  public boolean isAnythingThere() {
    return !files.present().isEmpty();
  }

  /** What others may look into, where the file system knows owners. */
  public List<Path> openToOthers() throws HomeException {
    List<Path> open = new ArrayList<>();
    List<Path> all = new ArrayList<>(files.present());
    all.add(files.home());
    for (Path path : all) {
      if (isOpenToOthers(path)) {
        open.add(path);
      }
    }
    return open;
  }

  public Condition keySlots() throws HomeException {
    return condition(new KeySlots(files.keySlots()).condition());
  }

  /** Of two sides the better: one of them was being made, or destroyed. */
  public Condition secrets() throws HomeException {
    Condition first = secrets(Side.FIRST);
    return first == Condition.SOUND ? first : better(first, secrets(Side.SECOND));
  }

  /** Whether a process has the home open. */
  public boolean isHeld() throws HomeException {
    if (!Files.exists(files.lock())) {
      return false;
    }
    try {
      HomeLock.take(files.lock()).close();
      return false;
    } catch (HomeException e) {
      if (e.kind() == HomeException.Kind.LOCKED) {
        return true;
      }
      throw e;
    } catch (IOException e) {
      throw HomeException.of("closing", files.lock(), e);
    }
  }

  /** What an interrupted act left; the next opening takes it away. */
  public List<Path> leftovers() {
    List<Path> left = new ArrayList<>();
    left.add(KeySlots.replaced(files.keySlots()));
    left.add(OwnerFiles.unfinished(files.keySlots()));
    left.add(Probe.of(files.store(Side.FIRST)));
    for (Side side : Side.values()) {
      left.add(OwnerFiles.unfinished(files.secrets(side)));
      left.add(OwnerFiles.unfinished(files.mark(side)));
    }
    if (!files.present(Side.FIRST).isEmpty()) {
      left.addAll(files.present(Side.SECOND));
    }
    left.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    return left.stream().distinct().toList();
  }

  /** What an interrupted restoration left beside; the next one or a wipe destroys it. */
  public List<Path> unfinished() {
    HomeFiles beside = files.unfinished();
    return beside.present().isEmpty() ? List.of() : List.of(beside.home());
  }

  /** Bytes that the file system has left. */
  public long room() throws HomeException {
    try {
      return Database.roomOf(files.home()).bytes();
    } catch (IOException e) {
      throw HomeException.of("asking for room at", files.home(), e);
    }
  }

  /** Bytes that are kept free: with less, nothing is written. */
  public static long reserve() {
    return Database.RESERVE_BYTES;
  }

  private Condition secrets(Side side) throws HomeException {
    CheckedFile file = new CheckedFile(files.secrets(side), "secrets", SecretsFile.VERSION);
    return condition(file.read().map(CheckedFile.Reading::condition));
  }

  private static Condition better(Condition first, Condition second) {
    return second == Condition.MISSING ? first : second;
  }

  private static Condition condition(Optional<CheckedFile.Condition> found) {
    if (found.isEmpty()) {
      return Condition.MISSING;
    }
    return switch (found.get()) {
      case SOUND -> Condition.SOUND;
      case DAMAGED -> Condition.DAMAGED;
      case NEWER -> Condition.NEWER;
    };
  }

  private static boolean isOpenToOthers(Path path) throws HomeException {
    try {
      return OwnerFiles.isPosix(path)
          && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !OWNER.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw HomeException.of("reading", path, e);
    }
  }
}
