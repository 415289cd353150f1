package org.peyvand.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.node.wire.Recorder.next;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peyvand.protocol.id.Bytes;

@Timeout(60)
class ProxyTest {
  private static final String ONION = "a".repeat(56) + ".onion";

  private static final Bytes CIRCUIT = Bytes.own(new byte[16]);

  /** Nobody is to be asked for a name. */
  private static final Routes.Names NOBODY =
      host -> {
        throw new AssertionError("looked up: " + host);
      };

  private static Routes routes(ServerSocket proxy) {
    return new Routes(Optional.of(at(proxy)), Station.entropy(), NOBODY);
  }

  private static Proxy at(ServerSocket proxy) {
    return Proxy.parse("socks5://127.0.0.1:" + proxy.getLocalPort()).orElseThrow();
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static CompletableFuture<Link> call(Station station, Routes routes, String host) {
    return station.dialer(station.calling, routes).dial(Station.target(host, 7420, Station.EPOCH));
  }

  /** Takes a call up to the name that it asks for, with or without a user. */
  private static String asked(Socket call, boolean withUser) throws IOException {
    DataInputStream in = new DataInputStream(call.getInputStream());
    assertEquals(Bytes.ofHex("05020200"), Bytes.own(in.readNBytes(4)));
    call.getOutputStream().write(new byte[] {5, (byte) (withUser ? 2 : 0)});
    if (withUser) {
      assertEquals(1, in.readByte());
      String user = text(in);
      assertEquals(32, user.length());
      assertEquals(user, text(in));
      call.getOutputStream().write(new byte[] {1, 0});
    }
    assertEquals(Bytes.ofHex("05010003"), Bytes.own(in.readNBytes(4)), "connect, by name");
    return text(in) + ":" + in.readUnsignedShort();
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
  }

  private static void answer(Socket call, int status) throws IOException {
    call.getOutputStream().write(new byte[] {5, (byte) status, 0, 1, 0, 0, 0, 0, 0, 0});
  }

  private static void relay(InputStream from, OutputStream to) {
    Thread thread =
        new Thread(
            () -> {
              try {
                from.transferTo(to);
              } catch (IOException closed) {
                assertTrue(closed.getMessage() != null);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void aNameGoesToTheProxyUnresolvedAndTheLinkStands() throws Exception {
    for (boolean withUser : List.of(true, false)) {
      try (Station station = new Station();
          ServerSocket proxy = server()) {
        CompletableFuture<Link> link = call(station, routes(proxy), ONION);
        try (Socket near = proxy.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), station.port())) {
          assertEquals(ONION + ":7420", asked(near, withUser));
          answer(near, 0);
          relay(near.getInputStream(), far.getOutputStream());
          relay(far.getInputStream(), near.getOutputStream());
          assertTrue(link.get().send(Bytes.utf8("salaam")));
          assertEquals(Bytes.utf8("salaam"), next(station.inbound.frames));
        }
      }
    }
  }

  @Test
  void aForeignAddressInNumbersGoesToTheProxyToo() throws Exception {
    try (Station station = new Station();
        ServerSocket proxy = server()) {
      call(station, routes(proxy), "192.0.2.7");
      try (Socket near = proxy.accept()) {
        InputStream in = near.getInputStream();
        in.readNBytes(4);
        near.getOutputStream().write(new byte[] {5, 0});
        assertEquals(Bytes.ofHex("05010001c00002071cfc"), Bytes.own(in.readNBytes(10)));
      }
    }
  }

  @Test
  void whatIsInTheRoomIsCalledStraight() throws Exception {
    try (ServerSocket proxy = server()) {
      Routes routes = routes(proxy);
      for (String host :
          List.of(
              "127.0.0.1",
              "localhost",
              "10.1.2.3",
              "192.168.43.1",
              "172.16.0.9",
              "::1",
              "169.254.3.4",
              "fe80::1",
              "fd00::7")) {
        assertEquals(Route.Direct.class, routes.to(host, 1).getClass(), host);
      }
      for (String host : List.of("1.1.1.1", "172.32.0.1", "2001:db8::1", "a.local", ONION)) {
        assertEquals(Route.Through.class, routes.to(host, 1).getClass(), host);
      }
    }
  }

  @Test
  void eachAddressHasACircuitOfItsOwnAndKeepsIt() throws Exception {
    try (ServerSocket proxy = server()) {
      Routes routes = routes(proxy);
      Bytes one = ((Route.Through) routes.to("a.onion", 1)).circuit();
      assertEquals(one, ((Route.Through) routes.to("a.onion", 1)).circuit());
      assertNotEquals(one, ((Route.Through) routes.to("b.onion", 1)).circuit());
      assertNotEquals(one, ((Route.Through) routes.to("a.onion", 2)).circuit());
      assertNotEquals(one, ((Route.Through) routes(proxy).to("a.onion", 1)).circuit());
    }
  }

  @Test
  void anOnionNameIsNeverLookedUpWithoutAProxy() throws Exception {
    try (Station station = new Station()) {
      Routes none = new Routes(Optional.empty(), Station.entropy(), NOBODY);
      for (String host : List.of(ONION, "X.Onion", "x.onion.")) {
        assertEquals(
            WireException.Kind.NEEDS_PROXY, Station.failure(call(station, none, host)).kind());
      }
    }
  }

  @Test
  void aProxyThatDoesNotRunIsNamed() throws Exception {
    try (Station station = new Station()) {
      ServerSocket gone = server();
      gone.close();
      WireException failure = Station.failure(call(station, routes(gone), ONION));
      assertEquals(WireException.Kind.PROXY_UNREACHABLE, failure.kind());
      assertTrue(failure.getMessage().startsWith(at(gone).toString()), failure.getMessage());
    }
  }

  @Test
  void whatIsNoProxyOrDoesNotServeUsIsNamed() throws Exception {
    for (String answer : List.of("485454502f312e3120343030", "05ff", "050201ff", "")) {
      try (Station station = new Station();
          ServerSocket proxy = server()) {
        CompletableFuture<Link> call = call(station, routes(proxy), ONION);
        try (Socket near = proxy.accept()) {
          near.getOutputStream().write(Bytes.ofHex(answer).toArray());
          near.shutdownOutput();
          assertEquals(WireException.Kind.PROXY_REFUSES, Station.failure(call).kind(), answer);
        }
      }
    }
  }

  @Test
  void aHostThatTheProxyDoesNotReachIsNamed() throws Exception {
    for (int status = 1; status <= 9; status++) {
      boolean refused = status == 2 || status == 7 || status == 8;
      try (Station station = new Station();
          ServerSocket proxy = server()) {
        CompletableFuture<Link> call = call(station, routes(proxy), ONION);
        try (Socket near = proxy.accept()) {
          asked(near, true);
          answer(near, status);
          assertEquals(
              refused ? WireException.Kind.PROXY_REFUSES : WireException.Kind.NOT_BY_PROXY,
              Station.failure(call).kind());
        }
      }
    }
  }

  @Test
  void anAnswerMayComeInSinglePiecesAndWithAName() {
    Route.Through route =
        new Route.Through(Proxy.parse("socks5://127.0.0.1:9050").orElseThrow(), ONION, 1, CIRCUIT);
    SocksHandler asking =
        new SocksHandler(
            route,
            (kind, where, detail) -> {
              throw new AssertionError(kind + ": " + detail);
            },
            Duration.ofMinutes(1));
    EmbeddedChannel channel = new EmbeddedChannel(asking);
    byte[] answers = Bytes.ofHex("0502" + "0100" + "05000003026162fffe").toArray();
    for (byte each : answers) {
      assertSame(asking, channel.pipeline().get(SocksHandler.class), "before its last byte");
      channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {each}));
    }
    assertNull(channel.pipeline().get(SocksHandler.class));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {7}));
    assertEquals(7, channel.<ByteBuf>readInbound().readByte());
    channel.finishAndReleaseAll();
  }

  @Test
  void onlySocks5InNumbersIsAProxy() {
    InetSocketAddress tor = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9050);
    for (String url :
        List.of(
            "socks5://127.0.0.1:9050", "socks5h://127.0.0.1:9050/", "SOCKS5://localhost:9050")) {
      assertEquals(Optional.of(new Proxy(tor)), Proxy.parse(url), url);
    }
    assertEquals(
        "socks5://[::1]:9050", Proxy.parse("socks5://[::1]:9050").orElseThrow().toString());
    for (String url :
        List.of(
            "",
            "127.0.0.1:9050",
            "http://127.0.0.1:8118",
            "socks4://127.0.0.1:9050",
            "socks5://127.0.0.1",
            "socks5://127.0.0.1:0",
            "socks5://127.0.0.1:65536",
            "socks5://me:secret@127.0.0.1:9050",
            "socks5://proxy.example:1080")) {
      assertFalse(Proxy.parse(url).isPresent(), url);
    }
  }
}
