package org.peyvand.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final int FRAME = 1 << 20;
  private static final int COST = FRAME + Backlog.FRAME_BYTES;

  private boolean paused;
  private Runnable meanwhile = () -> {};
  private final Backlog backlog = new Backlog(this::pause, () -> paused = false);

  private void pause() {
    meanwhile.run();
    paused = true;
  }

  @Test
  void aLinkIsHeldBackAboveTheLimitUntilHalfIsLeft() {
    int waiting = 0;
    while (waiting + COST <= Backlog.MOST_BYTES) {
      backlog.add(FRAME);
      waiting += COST;
      assertFalse(paused);
    }
    backlog.add(FRAME);
    waiting += COST;
    assertTrue(paused);
    while (waiting > Backlog.MOST_BYTES / 2) {
      assertTrue(paused);
      backlog.remove(FRAME);
      waiting -= COST;
    }
    assertFalse(paused);
  }

  @Test
  void emptyFramesAreHeldBackToo() {
    int frames = 0;
    while (!paused && frames < 100_000) {
      backlog.add(0);
      frames++;
    }
    assertEquals(Backlog.MOST_BYTES / Backlog.FRAME_BYTES + 1, frames);
  }

  @Test
  void aLinkIsReadOnThoughTheEngineTookEverythingJustBeforeThePause() {
    meanwhile =
        () -> {
          for (int i = 0; i < 5; i++) {
            backlog.remove(FRAME);
          }
        };
    for (int i = 0; i < 5; i++) {
      backlog.add(FRAME);
    }
    assertFalse(paused, "nothing waits any more, so nothing would ever resume it");
  }
}
