package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.cli.HomeNode;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;

/** Homes that are held by somebody else, and homes that a disk or a person has spoilt. */
@Tag("slow")
@Timeout(300)
class DamageTest {
  private static final int FLIPS_A_FILE = 6;

  @TempDir static Path folder;
  private static Peyvand maryam;

  @BeforeAll
  static void begin() throws Exception {
    maryam = Peyvand.init(folder, "maryam");
    maryam.done("network", "create", "Clean water");
    maryam.startHere();
    for (int i = 0; i < 200; i++) {
      Request.Builder add = Request.newBuilder();
      add.getResourceAddBuilder().setTitle("Note " + i).setText("x".repeat(500));
      maryam.ask(add);
    }
    maryam.kill();
    maryam.done("status");
  }

  @AfterAll
  static void end() {
    maryam.close();
  }

  private static LocalNode.Opened open(Path home) throws ControlException {
    return new HomeNode().open(home, Peyvand.PASSPHRASE.toCharArray());
  }

  @Test
  void aHomeThatAnotherProcessHoldsIsWaitedForAndThenToldBusy() throws Exception {
    try (LocalNode.Opened held = open(maryam.home())) {
      assertNotNull(held);
      maryam.run("status").failed(5, "home-busy");
      maryam.run("run", "--listen", "127.0.0.1:0").failed(5, "home-busy");
    }
    maryam.startHere();
    maryam.run("run", "--listen", "127.0.0.1:0").failed(5, "home-busy");
    maryam.stop();
    assertEquals("Clean water", maryam.network().text("name"));
  }

  @Test
  void aPortThatIsTakenIsToldAndTheHomeIsFreeAgain() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String at = "127.0.0.1:" + taken.getLocalPort();
      Facts error = maryam.run("run", "--listen", at).failed(1, "port-taken");
      assertTrue(error.text("message").contains(at), error::toString);
    }
    maryam.done("status");
  }

  @Test
  void damagedKeySlotsAreToldAsSuchAndNotAsAWrongPassphrase() throws Exception {
    Path home = copy("keys");
    Path slots = home.resolve("keyslots");
    byte[] whole = Files.readAllBytes(slots);
    Peyvand laptop = Peyvand.blank(folder, "keys");
    byte[] spoilt = new byte[whole.length];
    new Random(3).nextBytes(spoilt);
    for (byte[] bad : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), spoilt)) {
      Files.write(slots, bad);
      laptop.run("status").failed(7, "home-damaged");
    }
    Files.write(slots, whole);
    assertEquals("Clean water", laptop.network().text("name"));
  }

  @Test
  void aFlippedByteAnywhereIsFoundOrDoesNoHarm() throws Exception {
    String expected = told(maryam.home());
    Random random = new Random(13);
    int found = 0;
    int harmless = 0;
    Path home = copy("flipped");
    for (Path file : files(maryam.home())) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < Math.min(FLIPS_A_FILE, whole.length); i++) {
        refill(home);
        byte[] bad = whole.clone();
        int at = random.nextInt(whole.length);
        bad[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(home.resolve(maryam.home().relativize(file)), bad);
        String told = told(home);
        boolean same = told.equals(expected);
        assertTrue(same || told.startsWith("7 "), () -> file + " at " + at + ": " + told);
        harmless += same ? 1 : 0;
        found += same ? 0 : 1;
      }
    }
    System.out.println("DamageTest: flips found " + found + ", harmless " + harmless);
    assertTrue(found > 10, "found " + found + ", harmless " + harmless);
  }

  /** What a home says of itself: its digest and its texts, or the exit code of its failure. */
  private static String told(Path home) throws IOException {
    try (LocalNode.Opened opened = open(home)) {
      Request.Builder status = Request.newBuilder();
      status.getStatusBuilder();
      Request.Builder list = Request.newBuilder();
      list.getResourceFindBuilder().setWords("x");
      Request.Builder verify = Request.newBuilder();
      verify.getLogVerifyBuilder();
      Reply verified = ask(opened, verify);
      if (verified.getResult().getLogVerify().getDamaged() > 0) {
        return "7 damaged";
      }
      return ask(opened, status).getResult().getStatus().getNetworks(0).getDigest()
          + verified.getResult().getLogVerify().getEntries()
          + ask(opened, list).getResult().getResourceList();
    } catch (ControlException e) {
      return e.failure().getExitCode() + " " + e.failure().getCode() + " " + e.getCause();
    }
  }

  private static Reply ask(LocalNode.Opened opened, Request.Builder request)
      throws ControlException {
    List<Reply> replies = new ArrayList<>();
    opened.handle(
        request.build(),
        new ReplySink() {
          @Override
          public void send(Reply frame) {
            replies.add(frame);
          }

          @Override
          public boolean gone() {
            return false;
          }
        });
    return replies.get(replies.size() - 1);
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("LOG"))
          .filter(file -> !file.getFileName().toString().equalsIgnoreCase("lock"))
          .sorted()
          .toList();
    }
  }

  private static Path copy(String name) throws IOException {
    Path home = folder.resolve(name);
    refill(home);
    return home;
  }

  private static void refill(Path home) throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> old = Files.walk(home)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    try (Stream<Path> all = Files.walk(maryam.home())) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(each) || Files.isRegularFile(each)) {
          Files.copy(each, home.resolve(maryam.home().relativize(each)));
        }
      }
    }
  }
}
