package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.crypto.Entropy;

/** What lies where in a home. The names are part of the format. */
record HomeFiles(Path home) {
  private static final String KEY_SLOTS = "keyslots";
  private static final String SECRETS = "secrets";
  private static final String STORE = "store";
  private static final String MARK = "mark";
  private static final String LOCK = "lock";
  private static final String RUN = "run";
  private static final String UNFINISHED = ".unfinished";

  /** Where a home is filled before it comes here, see {@link NewHome}. */
  HomeFiles unfinished() {
    Path place = home.toAbsolutePath();
    return new HomeFiles(place.resolveSibling(place.getFileName() + UNFINISHED));
  }

  Path keySlots() {
    return home.resolve(KEY_SLOTS);
  }

  Path secrets(Side side) {
    return home.resolve(SECRETS + side.suffix());
  }

  Path store(Side side) {
    return home.resolve(STORE + side.suffix());
  }

  Path mark(Side side) {
    return home.resolve(MARK + side.suffix());
  }

  Path lock() {
    return home.resolve(LOCK);
  }

  Path run() {
    return home.resolve(RUN);
  }

  /** What an interrupted creation can leave before there are key slots. */
  List<Path> unfinishedCreation() {
    return List.of(
        lock(),
        run(),
        secrets(Side.FIRST),
        OwnerFiles.unfinished(secrets(Side.FIRST)),
        OwnerFiles.unfinished(keySlots()));
  }

  /** All small files that can hold keys, the most precious first, whether they are there or not. */
  List<Path> keyFiles() {
    List<Path> files = new ArrayList<>();
    for (Path file : List.of(keySlots(), KeySlots.replaced(keySlots()))) {
      files.add(file);
      files.add(OwnerFiles.unfinished(file));
    }
    for (Side side : Side.values()) {
      files.add(secrets(side));
      files.add(OwnerFiles.unfinished(secrets(side)));
    }
    return files;
  }

  /** All else that this program makes in a home, whether it is there or not. */
  List<Path> others() {
    List<Path> others = new ArrayList<>();
    for (Side side : Side.values()) {
      others.add(mark(side));
      others.add(OwnerFiles.unfinished(mark(side)));
      others.add(store(side));
    }
    others.add(Probe.of(store(Side.FIRST)));
    others.add(run());
    others.add(lock());
    return others;
  }

  /** Whatever of this program's is there. */
  List<Path> present() {
    List<Path> present = new ArrayList<>(keyFiles());
    present.addAll(others());
    present.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    return present;
  }

  /** What is there of a side. */
  List<Path> present(Side side) {
    List<Path> present = new ArrayList<>();
    for (Path file : List.of(secrets(side), mark(side))) {
      present.add(file);
      present.add(OwnerFiles.unfinished(file));
    }
    present.add(store(side));
    present.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    return present;
  }

  /** Destroys a side: its small files are overwritten first. */
  void destroy(Side side, Entropy entropy) throws HomeException {
    for (Path path : present(side)) {
      try {
        if (path.equals(store(side))) {
          OwnerFiles.remove(path);
        } else {
          OwnerFiles.destroy(path, entropy);
        }
      } catch (IOException e) {
        throw HomeException.of("destroying", path, e);
      }
    }
  }
}
