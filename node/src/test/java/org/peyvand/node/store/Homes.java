package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;

/** What tests of homes share. */
final class Homes {
  static final Entropy ENTROPY = new SystemEntropy();
  static final char[] PASSPHRASE = "چهار واژهٔ ساده و بلند".toCharArray();
  static final byte[] DATA_KEY = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32
  };

  private Homes() {}

  /** A store of its own, without the half second that a whole home takes. */
  static StoreFolder openStore(Path home) throws HomeException {
    return openStore(home, DATA_KEY);
  }

  static StoreFolder openStore(Path home, byte[] dataKey) throws HomeException {
    return StoreFolder.open(
        home.resolve("store"), home.resolve("mark"), SecretBytes.copyOf(dataKey), ENTROPY);
  }

  static StoreFolder openStore(Path home, Database.Room room, Supplier<Opened> opener)
      throws Exception {
    Path store = home.resolve("store");
    OwnerFiles.folder(store);
    StoreKeys keys = new StoreKeys(SecretBytes.copyOf(DATA_KEY), ENTROPY);
    return StoreFolder.open(store, home.resolve("mark"), keys, room, opener);
  }

  /** All regular files below, in a fixed order. */
  static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
    }
  }

  /** Copies the folder and all below; only its parent is there yet. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
