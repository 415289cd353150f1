package org.peyvand.node.store;

import java.nio.file.Path;

/** A process that opens a home, says how that went, and ends. */
final class Opener {
  private Opener() {}

  public static void main(String[] args) throws HomeException {
    try {
      HomeFolder.open(Path.of(args[0]), Homes.PASSPHRASE, Homes.ENTROPY).close();
      System.out.println("OPENED");
    } catch (HomeException e) {
      System.out.println(e.kind());
    }
  }
}
