package org.peyvand.node.store;

import java.nio.file.Path;

/** A process that wipes a home and says when it begins; another one before, to be quick. */
final class Wiper {
  private Wiper() {}

  public static void main(String[] args) throws Exception {
    wipe(Path.of(args[1]));
    System.out.println("begins");
    System.out.flush();
    wipe(Path.of(args[0]));
  }

  private static void wipe(Path home) throws HomeException {
    Wipe wipe = new Wipe(home, Homes.ENTROPY);
    wipe.destroyKeys();
    wipe.removeRest();
  }
}
