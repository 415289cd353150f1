package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is no member gets not one byte from a running node, whatever is sent. */
@Tag("slow")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrangerTest {
  private static final int CROWD = 1_000;
  private static final int SILENCE_MS = 300;

  @TempDir static Path folder;
  private static Peyvand maryam;
  private static Peyvand omid;
  private static String at;
  private static byte[] recorded;

  @BeforeAll
  static void begin() throws Exception {
    maryam = Peyvand.init(folder, "maryam");
    omid = Peyvand.init(folder, "omid");
    maryam.done("network", "create", "Clean water");
    at = maryam.startHere();
    Pair.join(maryam, omid, at);
    omid.done("sync", "--with", at);
  }

  @AfterAll
  static void end() {
    maryam.close();
    omid.close();
  }

  private static Socket knock() throws IOException {
    int port = Integer.parseInt(at.substring(at.lastIndexOf(':') + 1));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(SILENCE_MS);
    return socket;
  }

  /** A node may cut a stranger at any time, so that sending fails. */
  private static boolean push(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException cut) {
      assertTrue(cut instanceof SocketException, cut::toString);
      return false;
    }
  }

  private static void assertSilent(String who, Socket socket) throws IOException {
    try {
      assertEquals(-1, socket.getInputStream().read(), who);
    } catch (SocketTimeoutException | SocketException silent) {
      assertEquals(0, available(socket), who);
    }
  }

  private static int available(Socket socket) {
    try {
      return socket.getInputStream().available();
    } catch (IOException reset) {
      return 0;
    }
  }

  private static void assertMemberSyncs() {
    assertTrue(omid.done("sync", "--with", at).flag("equal"));
  }

  private static byte[] noise(int seed, int length) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  @Test
  @Order(1)
  void garbageNothingAndHalfASentenceGetNoByte() throws Exception {
    List<byte[]> openings = new ArrayList<>();
    openings.add(new byte[0]);
    openings.add("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int length : List.of(1, 31, 32, 64, 96, 128, 500, 4_096)) {
      openings.add(noise(length, length));
    }
    List<Socket> strangers = new ArrayList<>();
    for (byte[] opening : openings) {
      Socket socket = knock();
      push(socket, opening);
      strangers.add(socket);
    }
    Socket half = knock();
    half.shutdownOutput();
    strangers.add(half);
    assertMemberSyncs();
    for (Socket socket : strangers) {
      assertSilent("stranger " + strangers.indexOf(socket), socket);
      socket.close();
    }
  }

  @Test
  @Order(2)
  void aSlowDripAndAFloodGetNoByte() throws Exception {
    try (Socket drip = knock();
        Socket flood = knock()) {
      boolean open = true;
      for (int i = 0; i < 5_000 && open; i++) {
        open = push(flood, noise(i, 1_024));
      }
      assertEquals(false, open, "5 MB of garbage were taken");
      for (int i = 0; i < 20; i++) {
        push(drip, noise(i, 1));
        assertSilent("drip", drip);
      }
      assertSilent("flood", flood);
      assertMemberSyncs();
    }
  }

  @Test
  @Order(3)
  void aReplayOfARealHandshakeGetsNoByte() throws Exception {
    try (Forwarder forwarder = new Forwarder(at)) {
      assertTrue(omid.done("sync", "--with", forwarder.address()).flag("equal"));
      recorded = forwarder.sent();
    }
    assertTrue(recorded.length > 100, "recorded " + recorded.length);
    for (int length : List.of(recorded.length, recorded.length / 2, 200, 100, 32)) {
      try (Socket replay = knock()) {
        push(replay, Arrays.copyOf(recorded, Math.min(length, recorded.length)));
        assertSilent("replay of " + length, replay);
      }
    }
    byte[] flipped = recorded.clone();
    flipped[40] ^= 1;
    try (Socket socket = knock()) {
      push(socket, flipped);
      assertSilent("flipped", socket);
    }
    assertMemberSyncs();
  }

  @Test
  @Order(4)
  void aThousandAtOnceGetNoByteAndKeepNoMemberOut() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      Socket socket = knock();
      push(socket, noise(i, i % 3 * 60));
      crowd.add(socket);
    }
    assertMemberSyncs();
    int bytes = 0;
    for (Socket socket : crowd) {
      bytes += available(socket);
      socket.close();
    }
    assertEquals(0, bytes);
    assertMemberSyncs();
    assertEquals("", maryam.nodeErrors().replaceAll("(?m)^The node is running.*\\R", ""));
  }

  @Test
  @Order(5)
  void whoHasLeftGetsSilence() throws Exception {
    omid.startHere();
    Waiting.until("the channel", () -> omid.done("status").number("peers") == 1);
    omid.done("network", "leave");
    Waiting.until(
        "the leaving",
        () ->
            maryam.done("member", "list").items().stream()
                .anyMatch(member -> member.text("state").equals("left")));
    omid.stop();
    try (Forwarder forwarder = new Forwarder(at)) {
      Ran refused = omid.run("sync", "--with", forwarder.address(), "--wait", "5");
      assertTrue(refused.exit() == 6 || refused.exit() == 4, refused::toString);
      assertEquals(0, forwarder.answered(), "bytes to somebody who has left");
    }
  }
}
