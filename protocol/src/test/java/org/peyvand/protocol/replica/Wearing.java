package org.peyvand.protocol.replica;

/** Lets epochs wear out sooner than they do, for worlds in which little is written. */
public final class Wearing {
  private Wearing() {}

  /** The replica makes a new epoch after so many entries, for as long as it is open. */
  public static void after(Replica replica, int entries) {
    replica.wearOut(new Wear(entries, 0));
  }
}
