package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Two people who want to be in one network. */
final class Pair {
  private Pair() {}

  /** Lets somebody into the network of a node that runs; the newcomer's may run or not. */
  static void join(Peyvand host, Peyvand guest, String at) {
    String code = host.done("invite", "create", "--address", at).text("code");
    guest.done("join", code);
    String request = host.done("member", "requests").items().get(0).text("id");
    host.done("member", "admit", request);
    assertEquals("admitted", guest.done("join", code, "--wait", "30").text("state"));
  }
}
