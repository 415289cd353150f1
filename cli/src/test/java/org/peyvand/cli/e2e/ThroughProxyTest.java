package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two laptops, one of which reaches the other by a name that its proxy alone knows. */
@Tag("slow")
@Timeout(300)
class ThroughProxyTest {
  private static final String ONION = "a2".repeat(28) + ".onion";
  private static final String NAME = ONION + ":17420";

  @TempDir Path folder;

  @Test
  void aFriendIsJoinedAndSyncedWithByANameThatOnlyTheProxyKnows() throws Exception {
    try (Socks proxy = new Socks();
        Peyvand maryam = Peyvand.init(folder, "maryam");
        Peyvand omid = Peyvand.init(folder, "omid")) {
      maryam.done("network", "create", "Clean water");
      proxy.know(ONION, maryam.startHere());
      String code = maryam.done("invite", "create", "--address", NAME).text("code");
      omid.start("--listen", "127.0.0.1:0", "--proxy", proxy.url());
      omid.done("join", code);
      String request = maryam.done("member", "requests").items().get(0).text("id");
      maryam.done("member", "admit", request);
      assertEquals("admitted", omid.done("join", code, "--wait", "60").text("state"));
      String id = maryam.done("decision", "propose", "Write to the mayor").text("id");
      Waiting.until("the proposal", () -> omid.run("decision", "show", id).exit() == 0);
      Facts peer = omid.done("peer", "list").items().get(0);
      assertEquals(NAME, peer.text("address"));
      assertEquals("connected", peer.text("state"));
      omid.run("sync", "--with", "b.example:7420").failed(6, "not-by-proxy");
      assertEquals(
          Set.of(3), proxy.asked().stream().map(Socks.Asked::kind).collect(Collectors.toSet()));
      assertEquals(
          2,
          proxy.asked().stream().map(Socks.Asked::user).distinct().count(),
          "each address has a circuit of its own");
    }
  }

  @Test
  void theProxyIsKeptForOtherCommandsUntilItIsTakenBack() throws Exception {
    try (Socks proxy = new Socks();
        Peyvand laptop = Peyvand.init(folder, "maryam")) {
      laptop.done("network", "create", "Clean water");
      laptop.run("sync", "--with", NAME).failed(6, "needs-proxy");
      laptop.run("run", "--proxy", "http://127.0.0.1:1").failed(2, "bad-proxy");
      laptop.start("--listen", "127.0.0.1:0", "--proxy", proxy.url());
      Waiting.until("the word", () -> laptop.nodeErrors().contains("socks5://127.0.0.1:"));
      laptop.stop();
      laptop.run("sync", "--with", NAME).failed(6, "not-by-proxy");
      laptop.run("sync", "--with", "127.0.0.1:1").failed(6, "not-listening");
      proxy.stop();
      laptop.run("sync", "--with", "mayor.example:1").failed(6, "proxy-not-running");
      laptop.start("--proxy", "none");
      laptop.run("sync", "--with", NAME).failed(6, "needs-proxy");
      assertEquals(
          Set.of(ONION), proxy.asked().stream().map(Socks.Asked::host).collect(Collectors.toSet()));
    }
  }
}
