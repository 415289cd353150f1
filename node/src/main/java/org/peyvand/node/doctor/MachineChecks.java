package org.peyvand.node.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The machine around a home, as far as it tells: Linux does, others say nothing. */
final class MachineChecks {
  private static final Path SWAPS = Path.of("/proc/swaps");
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final int FIRST_YEAR = 2025;
  private static final int LAST_YEAR = 2100;

  private final Path swaps;
  private final Path limits;
  private final Instant now;

  MachineChecks(Instant now) {
    this(SWAPS, LIMITS, now);
  }

  MachineChecks(Path swaps, Path limits, Instant now) {
    this.swaps = swaps;
    this.limits = limits;
    this.now = now;
  }

  /** Memory that goes to a disk takes keys with it; compressed memory (zram) stays memory. */
  Finding swap() throws IOException {
    boolean onDisk = lines(swaps).stream().skip(1).anyMatch(line -> !line.startsWith("/dev/zram"));
    return onDisk ? Finding.warning("swap", "swap-on") : Finding.fine("swap");
  }

  /** A process that fails may leave its whole memory on the disk. */
  Finding coreDumps() throws IOException {
    boolean allowed =
        lines(limits).stream()
            .filter(line -> line.startsWith("Max core file size"))
            .anyMatch(
                line -> !line.substring("Max core file size".length()).strip().startsWith("0 "));
    return allowed ? Finding.hint("core-dumps", "cores-on") : Finding.fine("core-dumps");
  }

  /** No rule looks at the clock; only dates that people read come from it. */
  Finding clock() {
    int year = now.atZone(ZoneOffset.UTC).getYear();
    return year < FIRST_YEAR || year > LAST_YEAR
        ? Finding.hint("clock", "clock-odd", Integer.toString(year))
        : Finding.fine("clock");
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
  }
}
