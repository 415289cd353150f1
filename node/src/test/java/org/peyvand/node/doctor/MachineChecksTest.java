package org.peyvand.node.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  private static final String HEADER = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

  @TempDir Path folder;

  @Test
  void swapOnADiskIsAWeaknessAndCompressedMemoryIsNone() throws Exception {
    assertEquals(Finding.State.FINE, swap(HEADER));
    assertEquals(Finding.State.FINE, swap(HEADER + "/dev/zram0  partition 100 0 100\n"));
    assertEquals(Finding.State.WARNING, swap(HEADER + "/dev/dm-1 partition 100 0 -2\n"));
    assertEquals(
        Finding.State.WARNING,
        swap(HEADER + "/dev/zram0 partition 1 0 100\n/swapfile file 100 0 -2\n"));
  }

  @Test
  void memoryDumpsAreNamedUnlessTheirLimitIsZero() throws Exception {
    String line = "Max core file size        %s                    unlimited            bytes\n";
    assertEquals(Finding.State.FINE, cores(String.format(line, "0")));
    assertEquals(Finding.State.HINT, cores(String.format(line, "unlimited")));
    assertEquals(Finding.State.HINT, cores(String.format(line, "1024")));
  }

  @Test
  void aMachineThatTellsNothingIsNotBlamed() throws Exception {
    MachineChecks silent = at("2026-11-22T00:00:00Z");
    assertEquals(Finding.State.FINE, silent.swap().state());
    assertEquals(Finding.State.FINE, silent.coreDumps().state());
  }

  @Test
  void aClockOutOfItsTimeIsAHintOnly() {
    assertEquals(Finding.State.HINT, at("2024-12-31T23:59:59Z").clock().state());
    assertEquals(Finding.State.FINE, at("2025-01-01T00:00:00Z").clock().state());
    assertEquals(Finding.State.FINE, at("2100-12-31T23:59:59Z").clock().state());
    assertEquals(Finding.State.HINT, at("2101-01-01T00:00:00Z").clock().state());
  }

  private Finding.State swap(String content) throws Exception {
    Files.writeString(folder.resolve("swaps"), content);
    return at("2026-11-22T00:00:00Z").swap().state();
  }

  private Finding.State cores(String content) throws Exception {
    Files.writeString(folder.resolve("limits"), content);
    return at("2026-11-22T00:00:00Z").coreDumps().state();
  }

  private MachineChecks at(String now) {
    return new MachineChecks(folder.resolve("swaps"), folder.resolve("limits"), Instant.parse(now));
  }
}
