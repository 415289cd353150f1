package org.peyvand.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.node.wire.Recorder.next;

import io.netty.channel.ConnectTimeoutException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peyvand.protocol.handshake.Peer;
import org.peyvand.protocol.id.Bytes;

@Timeout(60)
class DiagnosisTest {
  @Test
  void aTakenPortIsNamed() throws Exception {
    try (Station station = new Station()) {
      WireException failure =
          assertThrows(WireException.class, () -> station.bind(station.port(), Station.entropy()));
      assertEquals(WireException.Kind.PORT_TAKEN, failure.kind());
      assertTrue(failure.getMessage().startsWith("127.0.0.1:" + station.port()));
    }
  }

  @Test
  void anAddressOfNoInterfaceIsNamed() throws Exception {
    try (Station station = new Station()) {
      // TEST-NET-1 (RFC 5737) belongs to nobody
      WireException failure =
          assertThrows(WireException.class, () -> station.bind("192.0.2.1", 0, Station.entropy()));
      assertEquals(WireException.Kind.NO_INTERFACE, failure.kind());
    }
  }

  @Test
  void portZeroChoosesOneAndItIsFreeAgainAfterClosing() throws Exception {
    try (Station station = new Station()) {
      // an address where no other process of this machine takes a port in between
      Listener first = station.bind("127.0.0.2", 0, Station.entropy());
      int port = first.address().getPort();
      assertNotEquals(0, port);
      first.close();
      station.bind("127.0.0.2", port, Station.entropy()).close();
    }
  }

  @Test
  void aPortWhereNothingListensRefuses() throws Exception {
    try (Station station = new Station()) {
      // a port of one's own that was closed could be another process's by now
      assertEquals(
          WireException.Kind.REFUSED, Station.failure(station.dial(1, Station.EPOCH)).kind());
    }
  }

  @Test
  void aNameWithoutAddressIsNamed() throws Exception {
    try (Station station = new Station()) {
      // not a name: the label is too long, so nobody is asked
      String host = "x".repeat(300);
      CompletableFuture<Link> call =
          station.dialer(station.calling).dial(Station.target(host, 1, Station.EPOCH));
      assertEquals(WireException.Kind.UNKNOWN_HOST, Station.failure(call).kind());
    }
  }

  @Test
  void silenceIsToldFromRefusalAndComesAfterAllKeys() throws Exception {
    try (Station station = new Station();
        ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      WireException failure =
          Station.failure(station.dial(mute.getLocalPort(), Peer.epoch(2), Peer.epoch(1)));
      assertEquals(WireException.Kind.SILENT, failure.kind());
      mute.accept().close();
      mute.accept().close();
    }
  }

  @Test
  void somethingThatIsNoNodeIsAStranger() throws Exception {
    try (Station station = new Station();
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Link> call =
          station.dial(server.getLocalPort(), Station.EPOCH, Peer.epoch(1));
      try (Socket socket = server.accept()) {
        socket
            .getOutputStream()
            .write("SSH-2.0-OpenSSH_9.6 and a greeting\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[100]);
        assertEquals(WireException.Kind.STRANGER, Station.failure(call).kind());
      }
    }
  }

  @Test
  void aNodeThatIsNoMembersIsUnrecognised() throws Exception {
    try (Station station = new Station()) {
      station.calling.forget(station.listening);
      assertEquals(
          WireException.Kind.UNRECOGNISED,
          Station.failure(station.dial(station.port(), Station.EPOCH)).kind());
    }
  }

  @Test
  void anotherDeviceThanTheOneCalledStaysSilent() throws Exception {
    try (Station station = new Station()) {
      Dialer.Target target =
          new Dialer.Target(
              "127.0.0.1",
              station.port(),
              List.of(Station.EPOCH),
              Optional.of(new Peer(9).device()),
              Bytes.EMPTY);
      CompletableFuture<Link> call = station.dialer(station.calling).dial(target);
      assertEquals(WireException.Kind.SILENT, Station.failure(call).kind());
      assertTrue(next(station.refusals).why().startsWith("SIGNATURE"));
    }
  }

  @Test
  void aRemovedMemberHearsSilence() throws Exception {
    try (Station station = new Station()) {
      station.listening.forget(station.calling);
      CompletableFuture<Link> call = station.dial(station.port(), Station.EPOCH);
      assertEquals(WireException.Kind.SILENT, Station.failure(call).kind());
      assertTrue(next(station.refusals).why().startsWith("GATE"));
    }
  }

  @Test
  void aCallThatWasGivenUpOpensNoLink() throws Exception {
    try (Station station = new Station();
        ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Link> call =
          station.dial(mute.getLocalPort(), Station.EPOCH, Peer.epoch(1));
      try (Socket socket = mute.accept()) {
        assertTrue(socket.getInputStream().read() >= 0, "the call has begun");
        call.cancel(false);
        assertTrue(socket.getInputStream().readAllBytes().length > 0, "it ends");
        mute.setSoTimeout(2 * (int) Station.SILENCE.toMillis());
        assertThrows(SocketTimeoutException.class, mute::accept, "no other key is tried");
      }
      assertNull(station.outbound.links.poll());
    }
  }

  @Test
  void failuresOfTheNetworkAreToldApartByType() {
    assertEquals(WireException.Kind.TIMEOUT, kind(new ConnectTimeoutException("late")));
    assertEquals(WireException.Kind.UNREACHABLE, kind(new NoRouteToHostException("no way")));
    assertEquals(WireException.Kind.UNREACHABLE, kind(new SocketException("no network")));
  }

  private static WireException.Kind kind(Exception cause) {
    return WireException.connecting("somewhere:1", cause).kind();
  }
}
