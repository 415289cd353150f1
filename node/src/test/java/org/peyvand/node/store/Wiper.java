package org.peyvand.node.store;

import java.nio.file.Path;

/** A process that wipes a home and says when it begins. */
final class Wiper {
  private Wiper() {}

  public static void main(String[] args) throws Exception {
    Wipe wipe = new Wipe(Path.of(args[0]), Homes.ENTROPY);
    System.out.println("begins");
    System.out.flush();
    wipe.destroyKeys();
    wipe.removeRest();
  }
}
