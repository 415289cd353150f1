package org.peyvand.node.store;

import java.nio.file.Path;

/** A process that changes the passphrase, says each step that is done, and stops at one. */
final class Rekeyer {
  private Rekeyer() {}

  public static void main(String[] args) throws Exception {
    Rekeying.Step last = Rekeying.Step.valueOf(args[1]);
    HomeFolder.changePassphrase(
        Path.of(args[0]),
        Homes.PASSPHRASE,
        RekeyedHome.CHANGED,
        Homes.ENTROPY,
        (done, total) -> {},
        step -> stopAt(step, last));
  }

  private static void stopAt(Rekeying.Step step, Rekeying.Step last) {
    System.out.println(step);
    System.out.flush();
    if (step == last) {
      awaitKill();
    }
  }

  private static void awaitKill() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      throw new AssertionError("expected to be killed", e);
    }
  }
}
