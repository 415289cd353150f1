package org.peyvand.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.node.wire.Recorder.next;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peyvand.protocol.handshake.Established;
import org.peyvand.protocol.handshake.Frames;
import org.peyvand.protocol.handshake.Initiator;
import org.peyvand.protocol.handshake.Kind;
import org.peyvand.protocol.handshake.Peer;
import org.peyvand.protocol.handshake.Progress;
import org.peyvand.protocol.id.Bytes;

@Timeout(60)
class LinkTest {
  @Test
  void framesCrossBothWaysUpToTheLongest() throws Exception {
    try (Station station = new Station()) {
      Link near = station.link();
      Link far = next(station.inbound.links);
      Established here = next(station.outbound.established);
      Established there = next(station.inbound.established);
      assertEquals(here.hash(), there.hash());
      assertEquals(Optional.of(station.calling.device()), there.remote());
      assertEquals(Optional.of(station.listening.device()), here.remote());
      for (int length : new int[] {0, 1, 1_000, 1024 * 1024, Frames.PAYLOAD_LIMIT}) {
        Bytes payload = Bytes.own(Peer.entropy(length).bytes(length));
        assertTrue(near.send(payload));
        assertEquals(payload, next(station.inbound.frames));
        assertTrue(far.send(payload));
        assertEquals(payload, next(station.outbound.frames));
      }
      Bytes beyond = Bytes.own(new byte[Frames.PAYLOAD_LIMIT + 1]);
      assertThrows(IllegalArgumentException.class, () -> near.send(beyond));
      assertEquals(near.bytesWritten(), far.bytesRead());
      assertTrue(near.bytesRead() > Frames.PAYLOAD_LIMIT + 1024 * 1024);
    }
  }

  @Test
  void closingTellsBothSidesOnceAndWhoDidIt() throws Exception {
    try (Station station = new Station()) {
      Link near = station.link();
      next(station.inbound.links);
      near.close();
      assertEquals(CloseCause.Kind.HERE, next(station.outbound.closed).kind());
      assertEquals(CloseCause.Kind.THERE, next(station.inbound.closed).kind());
      assertFalse(near.send(Bytes.utf8("too late")));
      near.close();
      station.end();
      assertEquals(1, station.outbound.closings.get());
      assertEquals(1, station.inbound.closings.get());
    }
  }

  @Test
  void aLinkOnWhichNothingIsHeardIsClosedByWhoWaitsInVain() throws Exception {
    try (Station station = new Station()) {
      Link near = station.link();
      Link far = next(station.inbound.links);
      far.closeAfterSilenceOf(Duration.ofHours(1));
      near.closeAfterSilenceOf(Duration.ofMillis(50));
      assertEquals(CloseCause.Kind.NETWORK, next(station.outbound.closed).kind());
      assertEquals(CloseCause.Kind.THERE, next(station.inbound.closed).kind());
    }
  }

  @Test
  void endingTheLoopClosesItsLinks() throws Exception {
    try (Station station = new Station()) {
      station.link();
      next(station.inbound.links);
      station.closeCaller();
      assertEquals(CloseCause.Kind.HERE, next(station.outbound.closed).kind());
      assertEquals(CloseCause.Kind.THERE, next(station.inbound.closed).kind());
      assertEquals(
          WireException.Kind.CANCELLED,
          Station.failure(station.dial(station.port(), Station.EPOCH)).kind());
    }
  }

  @Test
  void aConnectionCutWithinAFrameClosesTheLinkOnce() throws Exception {
    try (Station station = new Station();
        Socket socket = new Socket("127.0.0.1", station.port())) {
      Established caller = shake(socket, station);
      byte[] wire = caller.sealer().seal(Bytes.own(new byte[100_000]));
      socket.getOutputStream().write(wire, 0, wire.length - 1);
      next(station.inbound.links);
      cut(socket);
      assertEquals(CloseCause.Kind.THERE, next(station.inbound.closed).kind());
      station.end();
      assertEquals(1, station.inbound.closings.get());
      assertNull(station.inbound.frames.poll());
    }
  }

  @Test
  void aResetConnectionClosesTheLinkOnce() throws Exception {
    try (Station station = new Station();
        Socket socket = new Socket("127.0.0.1", station.port())) {
      shake(socket, station);
      next(station.inbound.links);
      socket.setSoLinger(true, 0);
      cut(socket);
      assertEquals(CloseCause.Kind.NETWORK, next(station.inbound.closed).kind());
      station.end();
      assertEquals(1, station.inbound.closings.get());
    }
  }

  @Test
  void aFrameThatWasChangedBreaksTheLink() throws Exception {
    try (Station station = new Station();
        Socket socket = new Socket("127.0.0.1", station.port())) {
      Established caller = shake(socket, station);
      Bytes good = Bytes.utf8("good");
      socket.getOutputStream().write(caller.sealer().seal(good));
      byte[] wire = caller.sealer().seal(Bytes.utf8("bad"));
      wire[wire.length - 1] ^= 1;
      socket.getOutputStream().write(wire);
      assertEquals(good, next(station.inbound.frames));
      assertEquals(CloseCause.Kind.BROKEN, next(station.inbound.closed).kind());
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aSlowReaderBoundsWhatTheSenderHolds() throws Exception {
    Recorder slow =
        new Recorder() {
          @Override
          public void opened(Link link, Established with) {
            link.pauseReads();
            super.opened(link, with);
          }
        };
    try (Station station = new Station(slow, Station.entropy())) {
      Link near = station.link();
      Link far = next(slow.links);
      Bytes payload = Bytes.own(new byte[100_000]);
      int taken = 0;
      long handshake = near.bytesWritten();
      // the system's socket buffers take some megabytes, but not this many
      while (near.send(payload)) {
        taken++;
        assertTrue(taken < 2_000, "expected the link to be full in the end");
        station.outbound.writable.clear();
      }
      long frame = Frames.wireLength(payload.length());
      long waiting = taken * frame - (near.bytesWritten() - handshake);
      assertTrue(waiting <= WireLoop.HIGH_WATERMARK + 2 * frame, "waiting: " + waiting);
      far.resumeReads();
      for (int i = 0; i < taken; i++) {
        assertEquals(payload.length(), next(slow.frames).length());
      }
      next(station.outbound.writable);
      assertTrue(near.send(payload));
      next(slow.frames);
    }
  }

  @Test
  void aHandlerThatFailsLosesItsLinkAndNoOther() throws Exception {
    Recorder failing =
        new Recorder() {
          @Override
          public void frame(Link link, Bytes payload) {
            if (payload.isEmpty()) {
              throw new IllegalStateException("meant to fail");
            }
            super.frame(link, payload);
          }
        };
    BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> told.add(fault));
    try (Station station = new Station(failing, Station.entropy())) {
      Link first = station.link();
      Link second = station.link();
      first.send(Bytes.EMPTY);
      assertEquals(CloseCause.Kind.OWN_FAULT, next(failing.closed).kind());
      assertEquals("meant to fail", next(told).getMessage());
      Bytes still = Bytes.utf8("still here");
      second.send(still);
      assertEquals(still, next(failing.frames));
      assertEquals(1, failing.closings.get());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void anOlderKeyIsTriedAfterSilence() throws Exception {
    try (Station station = new Station()) {
      station
          .dial(station.port(), Peer.epoch(9), Peer.epoch(8), Station.EPOCH)
          .get(20, TimeUnit.SECONDS);
      assertEquals(Station.EPOCH.label(), next(station.inbound.established).label());
      assertTrue(next(station.refusals).why().startsWith("NO_KEY"));
      assertTrue(next(station.refusals).why().startsWith("NO_KEY"));
    }
  }

  @Test
  void oneWhoJoinsGetsALink() throws Exception {
    try (Station station = new Station()) {
      Peer joiner = new Peer(7);
      Dialer.Target target = Station.target("127.0.0.1", station.port(), Peer.invite(1));
      station.dialer(joiner).dial(target).get(20, TimeUnit.SECONDS);
      Established there = next(station.inbound.established);
      assertEquals(Kind.JOIN, there.kind());
      assertEquals(Optional.of(joiner.device()), there.remote());
      assertEquals(Optional.empty(), next(station.outbound.established).remote());
    }
  }

  private static void cut(Socket socket) throws IOException {
    socket.close();
  }

  /** Runs the calling side over a plain socket. */
  private static Established shake(Socket socket, Station station) throws IOException {
    Initiator initiator = station.calling.initiator(Station.EPOCH, 1, 99);
    socket.getOutputStream().write(initiator.first().view());
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[16 * 1024];
    Progress progress = new Progress.Waiting();
    while (progress instanceof Progress.Waiting) {
      int count = in.read(buffer);
      assertTrue(count > 0, "expected an answer, found the connection closed");
      progress = initiator.on(Arrays.copyOf(buffer, count));
    }
    Progress.Done done = assertInstanceOf(Progress.Done.class, progress);
    socket.getOutputStream().write(done.reply().view());
    return done.established();
  }
}
