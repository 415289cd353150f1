package org.peyvand.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.Node;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.join.JoinMessage;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.words.InviteCode;

/** One member, and those who stand at its door. */
@Timeout(60)
class JoiningTest {
  private static final char[] PASSPHRASE = "some unrelated words".toCharArray();
  private static final int PATIENCE_S = 20;

  @TempDir Path folder;
  private final SystemEntropy entropy = new SystemEntropy();
  private Node member;
  private Node joiner;
  private Group group;
  private Address at;

  @BeforeEach
  void found() throws Exception {
    Node.init(folder.resolve("member"), "member", PASSPHRASE);
    Node.init(folder.resolve("joiner"), "joiner", PASSPHRASE);
    member = Node.open(folder.resolve("member"), PASSPHRASE);
    joiner = Node.open(folder.resolve("joiner"), PASSPHRASE);
    Policy policy = new Policy(Role.MEMBER, Role.MEMBER, Role.MEMBER, 50, Policy.Tellers.STEWARDS);
    Act.Genesis genesis =
        new Act.Genesis("x", Purpose.COORDINATION, policy, "member", member.own().keys());
    group = member.engine().call(() -> member.groups().found(genesis));
    at = member.live().listen("127.0.0.1", 0);
  }

  @AfterEach
  void close() throws Exception {
    member.close();
    joiner.close();
  }

  private record Invited(InviteSeed seed, EntryId invite) {}

  private Invited invite() throws Exception {
    InviteSeed seed = InviteSeed.generate(entropy);
    EntryId id = member.engine().call(() -> group.write(seed.invite(1, false)).last());
    return new Invited(seed, id);
  }

  private Invited expiring(int after) throws Exception {
    InviteSeed seed = InviteSeed.generate(entropy);
    Act.Invite act = seed.invite(1, false).expiringAfter(after);
    EntryId id = member.engine().call(() -> group.write(act).last());
    return new Invited(seed, id);
  }

  private JoinRequest request(Invited invited, DeviceSecrets own) {
    return JoinRequest.make(invited.seed(), own.signing(), own.keys(), "joiner", group.network());
  }

  private PendingJoins.Pending pending(Invited invited) {
    InviteCode code =
        new InviteCode(
            Bytes.copyOf(invited.seed().seed().expose()),
            NetworkHash.of(group.network()),
            List.of());
    return new PendingJoins.Pending(code, request(invited, joiner.own()), List.of(at));
  }

  private Requests.Receipt handIn(Invited invited) throws Exception {
    JoinRequest request = request(invited, DeviceSecrets.generate(entropy));
    return member
        .engine()
        .call(() -> new Requests(group.replica()).take(JoinRequestCodec.encode(request), 0));
  }

  private int waiting() throws Exception {
    return member.engine().call(() -> new Requests(group.replica()).all().size());
  }

  private void fill(Invited invited) throws Exception {
    for (int i = 0; i < Requests.WAITING; i++) {
      assertEquals(Requests.Receipt.WAITING, handIn(invited));
    }
    assertEquals(Requests.Receipt.FULL, handIn(invited));
  }

  @Test
  void whoComesWhenTooManyWaitIsNotToldNo() throws Exception {
    Invited invited = invite();
    fill(invited);
    JoinGuest.Answer answer =
        joiner.live().ask(pending(invited), at, () -> {}).get(PATIENCE_S, TimeUnit.SECONDS);
    assertInstanceOf(JoinGuest.Answer.Cut.class, answer);
  }

  @Test
  void whoAsksForAPersonAndTheNodeItselfKnowOfEachOther() throws Exception {
    assertSame(joiner.joins(), joiner.joins());
  }

  @Test
  void ofThoseWhoWereHeardTheLastEightAreAsked() throws Exception {
    for (int others : List.of(7, 8)) {
      Invited invited = invite();
      PendingJoins.Pending known = pending(invited);
      PendingJoins.Pending pending =
          new PendingJoins.Pending(known.code(), known.request(), List.of());
      joiner.joins().found(pending.candidate(), at);
      for (int port = 1; port <= others; port++) {
        joiner.joins().found(pending.candidate(), new Address("127.0.0.1", port));
      }
      assertEquals(
          new Joins.Result.Waiting(others < 8),
          joiner.joins().ask(pending, 0, () -> {}, () -> false, () -> false));
    }
  }

  @Test
  void requestsByARevokedInviteAreNotCountedAndMakeRoom() throws Exception {
    Invited invited = invite();
    fill(invited);
    member.engine().call(() -> group.write(new Act.RevokeInvite(invited.invite())));
    assertEquals(0, waiting());
    assertEquals(Requests.Receipt.WAITING, handIn(invite()));
    assertEquals(1, waiting());
  }

  @Test
  void theBearerOfAnExpiredInviteIsToldSo() throws Exception {
    Invited invited = expiring(1);
    invite();
    invite();
    JoinGuest.Answer answer =
        joiner.live().ask(pending(invited), at, () -> {}).get(PATIENCE_S, TimeUnit.SECONDS);
    assertInstanceOf(JoinGuest.Answer.Expired.class, answer);
  }

  @Test
  void whoWaitsWhileTheInviteExpiresIsToldSo() throws Exception {
    Invited invited = expiring(1);
    CountDownLatch received = new CountDownLatch(1);
    CompletableFuture<JoinGuest.Answer> asking =
        joiner.live().ask(pending(invited), at, received::countDown);
    assertTrue(received.await(PATIENCE_S, TimeUnit.SECONDS));
    invite();
    assertFalse(asking.isDone());
    invite();
    assertInstanceOf(JoinGuest.Answer.Expired.class, asking.get(PATIENCE_S, TimeUnit.SECONDS));
  }

  @Test
  void requestsByAnExpiredInviteAreKeptUntilThereIsNoRoom() throws Exception {
    Invited invited = expiring(1);
    for (int i = 1; i < Requests.WAITING; i++) {
      assertEquals(Requests.Receipt.WAITING, handIn(invited));
    }
    Invited other = invite();
    invite();
    assertEquals(Requests.Receipt.EXPIRED, handIn(invited));
    assertEquals(Requests.Receipt.WAITING, handIn(other));
    assertEquals(Requests.WAITING, waiting());
    assertEquals(Requests.Receipt.WAITING, handIn(other));
    assertEquals(2, waiting());
  }

  @Test
  void soManyJoinersAreHeardAtOnceAndTheNextIsCut() throws Exception {
    PendingJoins.Pending pending = pending(invite());
    List<CompletableFuture<JoinGuest.Answer>> asking = new ArrayList<>();
    for (int i = 0; i < Live.JOINERS; i++) {
      CountDownLatch received = new CountDownLatch(1);
      asking.add(joiner.live().ask(pending, at, received::countDown));
      assertTrue(received.await(PATIENCE_S, TimeUnit.SECONDS), "joiner " + i);
    }
    JoinGuest.Answer answer =
        joiner.live().ask(pending, at, () -> {}).get(PATIENCE_S, TimeUnit.SECONDS);
    assertInstanceOf(JoinGuest.Answer.Cut.class, answer);
    assertTrue(asking.stream().noneMatch(CompletableFuture::isDone));
  }

  @Test
  void aJoinerTakesSoManyBytesAndNoMore() throws Exception {
    CompletableFuture<JoinGuest.Answer> answer = new CompletableFuture<>();
    JoinGuest guest = new JoinGuest(frame -> {}, () -> {}, pending(invite()), () -> {}, answer);
    int frame = 1 << 20;
    for (int bytes = 0; bytes < Limits.JOIN_BYTES; bytes += frame) {
      guest.frame(padded(new JoinMessage.Pending().encode(), frame));
    }
    assertFalse(answer.isDone());
    guest.frame(new JoinMessage.Pending().encode());
    assertInstanceOf(JoinGuest.Answer.Cut.class, answer.get(0, TimeUnit.SECONDS));
  }

  /** Adds a field that nobody knows. */
  private static Bytes padded(Bytes frame, int length) {
    int head = 2 + 4; // tag of field 100; length in four bytes
    int rest = length - frame.length() - head;
    byte[] field = new byte[head + rest];
    field[0] = (byte) 0xa2;
    field[1] = 0x06;
    for (int i = 0; i < 4; i++) {
      field[2 + i] = (byte) (rest >>> 7 * i & 0x7f | (i < 3 ? 0x80 : 0));
    }
    return frame.concat(Bytes.own(field));
  }

  @Test
  void whoIsNeverReachedIsGivenUpAfterAWhile() throws Exception {
    long now = System.nanoTime();
    JoinGuest.Answer answer =
        Joins.await(new CompletableFuture<>(), now, now, new boolean[1], () -> false);
    assertInstanceOf(JoinGuest.Answer.Cut.class, answer);
  }
}
