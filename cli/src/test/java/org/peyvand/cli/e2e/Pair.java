package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

/** Two people who want to be in one network. */
final class Pair {
  private Pair() {}

  /** Lets somebody into the network of a node that runs; the newcomer's may run or not. */
  static void join(Peyvand host, Peyvand guest, String at) {
    String code = host.done("invite", "create", "--address", at).text("code");
    guest.done("join", code);
    String request = host.done("member", "requests").items().get(0).text("id");
    host.done("member", "admit", request);
    assertEquals("admitted", guest.done("join", code, "--wait", "60").text("state"));
  }

  /** Brings all that one has to the other on a stick, which is empty again afterwards. */
  static void carry(Path stick, Peyvand from, Peyvand to) throws Exception {
    Path file = stick.resolve("stick");
    from.done("bundle", "export", file.toString());
    to.done("bundle", "import", file.toString());
    Files.delete(file);
  }
}
