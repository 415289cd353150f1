package org.peyvand.node.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.NetworkResult;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.Status;

@Timeout(60)
@SuppressWarnings("try") // a server that listens is all that most tests need
class ControlServerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path home;

  /** Gives the name of a network to create back, refuses to join, and waits for nothing else. */
  private static void echo(Request request, ReplySink replies) throws ControlException {
    switch (request.getCommandCase()) {
      case NETWORK_CREATE -> {
        replies.progress("create", 1, 2);
        String name = request.getNetworkCreate().getName();
        NetworkResult network = NetworkResult.newBuilder().setName(name).build();
        replies.result(Result.newBuilder().setNetwork(network).build());
      }
      case JOIN -> throw new ControlException(FailureCode.CODE_USED);
      default -> throw new IllegalStateException("not asked in this test");
    }
  }

  private static Request create(String name) {
    NetworkCreate command = NetworkCreate.newBuilder().setName(name).build();
    return Request.newBuilder().setNetworkCreate(command).build();
  }

  private Reply ask(Request request) throws IOException {
    try (ControlClient client = ControlClient.reach(home).orElseThrow()) {
      return client.call(request, meanwhile -> {});
    }
  }

  private void assertStillAnswers() throws IOException {
    assertEquals("again", ask(create("again")).getResult().getNetwork().getName());
  }

  private SocketChannel raw() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.of(home)));
  }

  private static Reply readReply(SocketChannel channel) throws IOException {
    return Reply.parseFrom(
        new FrameChannel(channel).read(ControlClient.REPLY_BYTES, Duration.ofSeconds(10)));
  }

  private static ByteBuffer frame(byte[] bytes) {
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip();
  }

  @Test
  void aRequestIsAnsweredWithItsProgress() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo);
        ControlClient client = ControlClient.reach(home).orElseThrow()) {
      List<Reply> meanwhile = new ArrayList<>();
      Reply reply = client.call(create("شبکهٔ کتاب"), meanwhile::add);
      assertEquals("شبکهٔ کتاب", reply.getResult().getNetwork().getName());
      assertEquals(1, meanwhile.get(0).getProgress().getDone());
      assertEquals(1, meanwhile.size());
    }
  }

  @Test
  void aRefusalArrivesAsAFailure() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      Reply reply = ask(Request.newBuilder().setJoin(Join.getDefaultInstance()).build());
      assertEquals("code-used", reply.getFailure().getCode());
      assertEquals(4, reply.getFailure().getExitCode());
    }
  }

  @Test
  void nobodyIsReachedWhereNoNodeRuns() throws IOException {
    assertTrue(ControlClient.reach(home).isEmpty());
    ControlServer.start(home, ControlServerTest::echo).close();
    assertTrue(ControlClient.reach(home).isEmpty());
    assertFalse(Files.exists(ControlSocket.of(home)));
  }

  @Test
  void aSocketThatADeadNodeLeftIsReplaced() throws IOException {
    Path socket = ControlSocket.of(home);
    Files.createDirectories(socket.getParent());
    Files.writeString(socket, "left behind");
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      assertStillAnswers();
    }
  }

  @Test
  void aSecondNodeOfOneHomeIsRefused() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      assertThrows(IOException.class, () -> ControlServer.start(home, ControlServerTest::echo));
      assertStillAnswers();
    }
  }

  @Test
  void garbageIsRefusedAndTheServerGoesOn() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo, SHORT)) {
      for (int run = 0; run < 20; run++) {
        byte[] garbage = new byte[1 + random.nextInt(200)];
        random.nextBytes(garbage);
        garbage[0] = (byte) 0xff;
        try (SocketChannel channel = raw()) {
          channel.write(frame(garbage));
          String code = readReply(channel).getFailure().getCode();
          assertTrue(code.equals("bad-request") || code.equals("unknown-request"), "seed " + seed);
        }
      }
      assertStillAnswers();
    }
  }

  @Test
  void anUnknownRequestIsRefusedByName() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      assertEquals("unknown-request", ask(Request.getDefaultInstance()).getFailure().getCode());
    }
  }

  @Test
  void aRequestAtTheLimitIsReadAndOneBeyondIsNot() throws IOException {
    int overhead = create("a".repeat(500_000)).getSerializedSize() - 500_000;
    int atLimit = ControlServer.REQUEST_BYTES - overhead;
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      assertEquals(ControlServer.REQUEST_BYTES, create("a".repeat(atLimit)).getSerializedSize());
      assertTrue(ask(create("a".repeat(atLimit))).hasResult());
      assertEquals("bad-request", ask(create("a".repeat(atLimit + 1))).getFailure().getCode());
    }
  }

  @Test
  void aNegativeLengthIsRefused() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo, SHORT);
        SocketChannel channel = raw()) {
      channel.write(ByteBuffer.allocate(4).putInt(-1).flip());
      assertEquals("bad-request", readReply(channel).getFailure().getCode());
    }
  }

  @Test
  void halfARequestHoldsAConnectionOnlyForAWhile() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo, SHORT);
        SocketChannel channel = raw()) {
      channel.write(ByteBuffer.allocate(6).putInt(100).put((byte) 1).put((byte) 2).flip());
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
      assertStillAnswers();
      assertEquals(1, server.abandoned());
    }
  }

  @Test
  void aRequestThatComesByteByByteIsAnswered() throws IOException {
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo);
        SocketChannel channel = raw()) {
      ByteBuffer bytes = frame(create("slow").toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(ByteBuffer.wrap(new byte[] {bytes.get()}));
      }
      assertTrue(readReply(channel).hasProgress());
    }
  }

  @Test
  void oneAskerTooManyIsToldSo() throws Exception {
    CountDownLatch asked = new CountDownLatch(ControlServer.CONNECTIONS);
    CountDownLatch answer = new CountDownLatch(1);
    Handler waiting =
        (request, replies) -> {
          asked.countDown();
          await(answer);
          replies.result(Result.getDefaultInstance());
        };
    List<SocketChannel> channels = new ArrayList<>();
    try (ControlServer server = ControlServer.start(home, waiting)) {
      for (int asker = 0; asker < ControlServer.CONNECTIONS; asker++) {
        channels.add(raw());
        channels.get(asker).write(frame(create("one").toByteArray()));
      }
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      assertEquals("busy", ask(create("too many")).getFailure().getCode());
      answer.countDown();
      for (SocketChannel channel : channels) {
        assertTrue(readReply(channel).hasResult());
        channel.close();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aHandlerLearnsThatItsAskerHasGone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch noticed = new CountDownLatch(1);
    Handler patient =
        (request, replies) -> {
          asked.countDown();
          while (!replies.gone()) {
            Thread.onSpinWait();
          }
          replies.result(Result.getDefaultInstance());
          noticed.countDown();
        };
    try (ControlServer server = ControlServer.start(home, patient)) {
      SocketChannel channel = raw();
      channel.write(frame(create("gone").toByteArray()));
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      channel.close();
      assertTrue(noticed.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aHandlerThatBreaksAnswersAndTheServerGoesOn() throws Exception {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    CountDownLatch reported = new CountDownLatch(1);
    Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> reported.countDown());
    try (ControlServer server = ControlServer.start(home, ControlServerTest::echo)) {
      Request request = Request.newBuilder().setStatus(Status.getDefaultInstance()).build();
      assertEquals("internal", ask(request).getFailure().getCode());
      assertTrue(reported.await(20, TimeUnit.SECONDS));
      assertStillAnswers();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void aLongReplyArrivesWhole() throws IOException {
    String name = "x".repeat(5_000_000);
    NetworkResult network = NetworkResult.newBuilder().setName(name).build();
    Result result = Result.newBuilder().setNetwork(network).build();
    try (ControlServer server = ControlServer.start(home, (request, to) -> to.result(result))) {
      assertEquals(name, ask(create("long")).getResult().getNetwork().getName());
    }
  }
}
