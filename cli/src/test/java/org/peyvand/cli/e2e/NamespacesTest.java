package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two network namespaces with a cable between them, and one with nothing at all. */
@Tag("slow")
@Timeout(300)
class NamespacesTest {
  private static final String ID = Long.toString(ProcessHandle.current().pid());
  private static final String LEFT = "peyvand-l-" + ID;
  private static final String RIGHT = "peyvand-r-" + ID;
  private static final String PLUG = "pv" + ID + "l";
  private static final String SOCKET = "pv" + ID + "r";

  @TempDir Path folder;

  @BeforeEach
  void plug() throws Exception {
    assumeTrue(ip("netns", "add", LEFT) == 0, "needs root and the command ip");
    assertEquals(0, ip("netns", "add", RIGHT));
    assertEquals(
        0, ip("link", "add", PLUG, "netns", LEFT, "type", "veth", "peer", SOCKET, "netns", RIGHT));
    assertEquals(0, ip("-n", LEFT, "address", "add", "10.77.0.1/24", "dev", PLUG));
    assertEquals(0, ip("-n", RIGHT, "address", "add", "10.77.0.2/24", "dev", SOCKET));
    cable("up");
  }

  @AfterEach
  void unplug() throws Exception {
    ip("netns", "delete", LEFT);
    ip("netns", "delete", RIGHT);
  }

  private static void cable(String state) throws Exception {
    assertEquals(0, ip("-n", LEFT, "link", "set", PLUG, state));
    assertEquals(0, ip("-n", RIGHT, "link", "set", SOCKET, state));
  }

  private static int ip(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }

  private static String[] within(String namespace) {
    return new String[] {"ip", "netns", "exec", namespace};
  }

  @Test
  void twoLaptopsDecideTogetherAndApartAndAgreeWhenTheyMeetAgain() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT))) {
      maryam.done("network", "create", "Clean water");
      String at = maryam.start("--listen", "10.77.0.1:0");
      omid.start("--listen", "10.77.0.2:0");
      String code = maryam.done("invite", "create").text("code");
      omid.done("join", code, "--address", at);
      maryam.done("member", "admit", maryam.done("member", "requests").items().get(0).text("id"));
      assertEquals("admitted", omid.done("join", code, "--wait", "60").text("state"));
      String id = maryam.done("decision", "propose", "Write to the mayor").text("id");
      Waiting.until("the proposal", () -> omid.run("decision", "show", id).exit() == 0);
      cable("down");
      maryam.done("decision", "vote", id, "agree");
      omid.done("decision", "vote", id, "disagree");
      assertEquals(1, maryam.done("decision", "show", id).number("voted"));
      assertEquals(1, omid.done("decision", "show", id).number("voted"));
      omid.run("sync", "--with", at).failed(6, "no-route");
      cable("up");
      Waiting.until(
          "both ballots on both",
          () ->
              maryam.done("decision", "show", id).number("voted") == 2
                  && omid.done("decision", "show", id).number("voted") == 2);
      maryam.done("decision", "close", id);
      Waiting.until("the same digest", () -> maryam.digest().equals(omid.digest()));
      assertEquals(maryam.network().get("words"), omid.network().get("words"));
      assertEquals("settled", omid.done("decision", "show", id).text("state"));
    }
  }

  /** Returns a question that both have. */
  private String findEachOther(Peyvand maryam, Peyvand omid) throws Exception {
    maryam.done("network", "create", "Clean water");
    letInByStick(maryam, omid);
    String id = maryam.done("decision", "propose", "Write to the mayor").text("id");
    maryam.start();
    omid.start();
    assertEquals("10.77.0.0/24", trust(maryam));
    assertEquals("10.77.0.0/24", trust(omid));
    Waiting.until("the proposal", () -> omid.run("decision", "show", id).exit() == 0);
    return id;
  }

  @Test
  void onATrustedNetworkTwoLaptopsFindEachOtherWithoutAnAddress() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT))) {
      String id = findEachOther(maryam, omid);
      cable("down");
      omid.done("decision", "vote", id, "agree");
      cable("up");
      Waiting.until("the ballot", () -> maryam.done("decision", "show", id).number("voted") == 1);
    }
  }

  @Test
  void whoHasAnotherAddressNowIsFoundAgainThoughTheChannelNeverClosed() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT))) {
      String id = findEachOther(maryam, omid);
      assertEquals(0, ip("-n", RIGHT, "address", "delete", "10.77.0.2/24", "dev", SOCKET));
      assertEquals(0, ip("-n", RIGHT, "address", "add", "10.77.0.9/24", "dev", SOCKET));
      omid.done("decision", "vote", id, "agree");
      Waiting.until("the ballot", () -> maryam.done("decision", "show", id).number("voted") == 1);
    }
  }

  @Test
  void inOneRoomANewcomerIsLetInWithoutAnyAddress() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT))) {
      maryam.done("network", "create", "Clean water");
      maryam.start();
      trust(maryam);
      String code = maryam.done("invite", "create").text("code");
      assertEquals("waiting", omid.done("join", code, "--wait", "5").text("state"));
      assertEquals(0, requests(maryam), "nothing is sent where the owner did not say so");
      assertEquals("waiting", omid.done("join", code, "--here").text("state"));
      assertEquals(1, requests(maryam));
      maryam.done("member", "admit", "omid");
      assertEquals("admitted", omid.done("join", code, "--wait", "60").text("state"));
      assertFalse(omid.done("peer", "list").items().isEmpty(), "where it was let in");
    }
  }

  @Test
  void aNodeThatWaitsToBeLetInAsksByItselfOnceSomebodyComes() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT))) {
      maryam.done("network", "create", "Clean water");
      String code = maryam.done("invite", "create").text("code");
      omid.start();
      trust(omid);
      assertEquals("waiting", omid.done("join", code).text("state"));
      maryam.start();
      trust(maryam);
      Waiting.until("the request", () -> requests(maryam) == 1);
      maryam.done("member", "admit", "omid");
      Waiting.until("the group", () -> omid.done("network", "list").items().size() == 1);
      String id = maryam.done("decision", "propose", "Write to the mayor").text("id");
      Waiting.until("the proposal", () -> omid.run("decision", "show", id).exit() == 0);
    }
  }

  /**
   * The left one is silent, as behind a hotspot that swallows broadcasts, and has the first
   * address.
   */
  @Test
  void whoeverRunsTheHotspotIsFoundThoughNothingIsHeard() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam", within(LEFT));
        Peyvand omid = Peyvand.init(folder, "omid", within(RIGHT));
        Peyvand sara = Peyvand.init(folder, "sara", within(RIGHT))) {
      maryam.done("network", "create", "Clean water");
      letInByStick(maryam, omid);
      String code = maryam.done("invite", "create").text("code");
      String id = maryam.done("decision", "propose", "Write to the mayor").text("id");
      maryam.start("--listen", "0.0.0.0:7420", "--no-discovery");
      assertEquals("waiting", sara.done("join", code, "--here").text("state"));
      assertEquals(1, requests(maryam));
      omid.start();
      trust(omid);
      Waiting.until("the proposal", () -> omid.run("decision", "show", id).exit() == 0);
      assertEquals("10.77.0.1:7420", omid.done("peer", "list").items().get(0).text("address"));
    }
  }

  private static int requests(Peyvand member) {
    return member.done("member", "requests").items().size();
  }

  private static String trust(Peyvand laptop) {
    Facts local = laptop.done("network", "trust").items().get(0);
    assertEquals("true", local.get("trusted").toString());
    return local.text("range");
  }

  /** So that neither remembers an address. */
  private void letInByStick(Peyvand maryam, Peyvand omid) {
    String request = folder.resolve("request").toString();
    String answer = folder.resolve("answer").toString();
    omid.done("join", maryam.done("invite", "create").text("code"), "--wait", "1");
    omid.done("bundle", "export", request);
    maryam.done("bundle", "import", request);
    maryam.done("member", "admit", maryam.done("member", "requests").items().get(0).text("id"));
    maryam.done("bundle", "export", answer);
    omid.done("bundle", "import", answer);
    assertEquals(0, omid.done("peer", "list").items().size());
  }

  @Test
  void withoutAnyInterfaceTheNodeRunsAndSaysThatNobodyIsThere() throws Exception {
    assertEquals(0, ip("-n", LEFT, "link", "delete", PLUG));
    try (Peyvand alone = Peyvand.init(folder, "alone", within(LEFT))) {
      alone.done("network", "create", "Clean water");
      assertTrue(alone.start().startsWith("0.0.0.0:"));
      alone.run("sync").failed(6, "nobody-reachable");
      alone.run("sync", "--with", "10.77.0.2:4001").failed(6, "no-route");
      alone.done("resource", "add", "written alone");
      assertFalse(alone.nodeErrors().contains("\tat "), alone::nodeErrors);
      alone.stop();
      alone.run("run", "--listen", "10.77.0.1:0").failed(1, "no-interface");
      alone.start();
      assertEquals(1, alone.done("resource", "list").items().size());
    }
  }
}
