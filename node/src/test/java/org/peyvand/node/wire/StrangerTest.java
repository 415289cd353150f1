package org.peyvand.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.node.wire.Recorder.next;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peyvand.protocol.handshake.Initiator;
import org.peyvand.protocol.handshake.Peer;
import org.peyvand.protocol.id.Bytes;

/** Strangers get no byte, and members get in all the same. */
@Timeout(120)
class StrangerTest {
  private static final int CROWD = 1_000;

  @Test
  void noStrangerGetsAByteAndAMemberStillConnects() throws Exception {
    try (Station station = new Station()) {
      List<Bytes> openings =
          List.of(
              Bytes.EMPTY,
              Bytes.utf8("x"),
              Bytes.utf8("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
              Bytes.own(Peer.entropy(1).bytes(5_000)),
              new Peer(9).initiator(Station.EPOCH, 1, 5).first(),
              station.calling.initiator(Station.EPOCH, 1, 5).first().slice(0, 100));
      List<Socket> strangers = new ArrayList<>();
      for (Bytes opening : openings) {
        Socket socket = new Socket("127.0.0.1", station.port());
        socket.setSoTimeout(200);
        socket.getOutputStream().write(opening.view());
        strangers.add(socket);
      }
      assertTrue(station.link().send(Bytes.utf8("in")));
      assertEquals(Bytes.utf8("in"), next(station.inbound.frames));
      for (Socket socket : strangers) {
        InputStream in = socket.getInputStream();
        assertThrows(SocketTimeoutException.class, in::read, "open, and without a byte");
        socket.close();
      }
    }
  }

  @Test
  void whoSendsTooMuchIsClosedWithoutAByte() throws Exception {
    try (Station station = new Station();
        Socket socket = new Socket("127.0.0.1", station.port())) {
      flood(socket, 4 * 1024 * 1024);
      assertTrue(readsNothing(socket));
    }
  }

  @Test
  void aReplayGetsNoByte() throws Exception {
    try (Station station = new Station()) {
      Initiator member = station.calling.initiator(Station.EPOCH, 50, 5);
      try (Socket first = new Socket("127.0.0.1", station.port());
          Socket second = new Socket("127.0.0.1", station.port())) {
        first.getOutputStream().write(member.first().view());
        assertTrue(first.getInputStream().read() >= 0, "the first time it is answered");
        second.getOutputStream().write(member.first().view());
        assertTrue(next(station.refusals).why().startsWith("GATE"));
        second.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, second.getInputStream()::read);
      }
    }
  }

  @Test
  void aDripIsCutAtTheDeadlineAndSoIsSilence() throws Exception {
    try (Station station = new Station(new Recorder(), Station.impatient());
        Socket mute = new Socket("127.0.0.1", station.port());
        Socket drip = new Socket("127.0.0.1", station.port())) {
      long start = System.nanoTime();
      drip.setSoTimeout(100);
      int dripped = 0;
      while (!isClosedAfter(drip)) {
        push(drip, new byte[1]);
        dripped++;
      }
      assertEquals(-1, mute.getInputStream().read());
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds > 4 && seconds < 10, "expected about 5 s, found " + seconds);
      assertTrue(dripped > 10);
    }
  }

  @Test
  void aThousandConnectionsDoNotKeepAMemberOut() throws Exception {
    try (Station station = new Station()) {
      List<Socket> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        Socket socket = new Socket("127.0.0.1", station.port());
        crowd.add(socket);
        push(socket, Peer.entropy(i).bytes(i % 3 * 60));
        if (i % 250 == 249) {
          assertTrue(station.link().send(Bytes.utf8("through")));
          assertEquals(Bytes.utf8("through"), next(station.inbound.frames));
          assertTrue(station.listener.halfOpen() <= HalfOpen.LIMIT);
        }
      }
      for (Socket socket : crowd) {
        assertEquals(0, available(socket));
        socket.close();
      }
    }
  }

  /** An evicted stranger may find its connection reset. */
  private static void push(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException evicted) {
      assertTrue(evicted instanceof SocketException, evicted::toString);
    }
  }

  private static int available(Socket socket) throws IOException {
    try {
      return socket.getInputStream().available();
    } catch (SocketException reset) {
      return 0;
    }
  }

  private static void flood(Socket socket, int most) {
    byte[] garbage = Peer.entropy(3).bytes(1024);
    int sent = 0;
    try {
      while (sent < most) {
        socket.getOutputStream().write(garbage);
        sent += garbage.length;
      }
    } catch (IOException closed) {
      assertTrue(closed instanceof SocketException, closed::toString);
    }
  }

  private static boolean readsNothing(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static boolean isClosedAfter(Socket socket) throws IOException {
    try {
      int read = socket.getInputStream().read();
      assertEquals(-1, read, "a stranger gets no byte");
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }
}
