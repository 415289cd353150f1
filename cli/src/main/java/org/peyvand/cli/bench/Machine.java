package org.peyvand.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the operating system tells. */
final class Machine {
  private static final String PEAK = "VmHWM:";

  private Machine() {}

  /** Bytes of all files under a folder. */
  static long size(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    for (Path file : all) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * The most memory that a process has had resident, in KiB, as Linux tells it (proc(5)); empty
   * elsewhere, and when the process is gone.
   */
  static OptionalLong peakKib(long process) {
    Path status = Path.of("/proc", Long.toString(process), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  /** Appends bytes to a file and forces them to the disk; returns how long that took, in ns. */
  static long force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long start = System.nanoTime();
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(false);
      return System.nanoTime() - start;
    }
  }
}
