package org.peyvand.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.HomeFolder;
import org.peyvand.node.store.SystemEntropy;

class CallCountersTest {
  @TempDir Path folder;

  private HomeFolder home() throws HomeException {
    return HomeFolder.create(folder.resolve("home"), "words".toCharArray(), new SystemEntropy());
  }

  @Test
  void numbersOnlyRiseOverCallsLeapsAndStarts() throws HomeException {
    try (HomeFolder home = home()) {
      DeviceFile device = new DeviceFile(home.secrets());
      long highest = -1;
      for (int start = 0; start < 3; start++) {
        CallCounters counters = CallCounters.begin(device);
        for (int leap = 0; leap < 3; leap++) {
          for (int call = 0; call < 3; call++) {
            long next = counters.getAsLong();
            assertTrue(next > highest, next + " after " + highest);
            highest = next;
          }
          assertTrue(counters.leap());
        }
      }
    }
  }

  @Test
  void aLeapGoesBeyondAThousandStartsOfAnotherCopy() throws HomeException {
    try (HomeFolder home = home()) {
      DeviceFile device = new DeviceFile(home.secrets());
      CallCounters counters = CallCounters.begin(device);
      long before = counters.getAsLong();
      counters.leap();
      assertTrue(counters.getAsLong() - before > 1_000L << 20);
    }
  }

  @Test
  void thereAreEightLeapsAProcessAndTheyLeaveRoomForMillionsOfProcesses() throws HomeException {
    try (HomeFolder home = home()) {
      CallCounters counters = CallCounters.begin(new DeviceFile(home.secrets()));
      long before = counters.getAsLong();
      for (int leap = 0; leap < 8; leap++) {
        assertTrue(counters.leap());
      }
      long after = counters.getAsLong();
      assertFalse(counters.leap());
      assertEquals(after + 1, counters.getAsLong());
      assertTrue(Long.MAX_VALUE / (after - before) > 8_000_000);
    }
  }
}
