package org.peyvand.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;

class HeardTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final Heard heard = new Heard(0);

  private static Bytes beacon(int number) {
    return Bytes.utf8("beacon " + number);
  }

  @Test
  void theSameBeaconCountsOnce() {
    assertTrue(heard.isNew(beacon(1), 0));
    assertFalse(heard.isNew(beacon(1), SECOND_NS));
    assertTrue(heard.isNew(beacon(2), SECOND_NS));
  }

  @Test
  void aFloodIsLookedAtAtAMeasuredRate() {
    int taken = 0;
    for (int i = 0; i < 1_000; i++) {
      taken += heard.isNew(beacon(i), 0) ? 1 : 0;
    }
    assertEquals(Heard.A_SECOND, taken);
    for (int i = 1_000; i < 2_000; i++) {
      taken += heard.isNew(beacon(i), SECOND_NS / 2) ? 1 : 0;
    }
    assertEquals(Heard.A_SECOND + Heard.A_SECOND / 2, taken);
  }

  @Test
  void whatWasHeardLongAgoIsForgotten() {
    for (int i = 0; i <= Heard.REMEMBERED; i++) {
      assertTrue(heard.isNew(beacon(i), i * SECOND_NS));
    }
    assertTrue(heard.isNew(beacon(0), (Heard.REMEMBERED + 1) * SECOND_NS));
    assertFalse(heard.isNew(beacon(Heard.REMEMBERED), (Heard.REMEMBERED + 2) * SECOND_NS));
  }
}
