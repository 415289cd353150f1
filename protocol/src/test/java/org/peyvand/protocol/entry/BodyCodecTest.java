package org.peyvand.protocol.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.proto.AdmitProto;
import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.EntryRefProto;
import org.peyvand.protocol.entry.proto.GenesisProto;
import org.peyvand.protocol.entry.proto.InviteProto;
import org.peyvand.protocol.id.EntryId;

class BodyCodecTest {
  private static byte[] encoded(Act act) {
    return BodyCodec.encode(new Body(77, act));
  }

  private static void assertGood(Act act) {
    assertEquals(Decoded.good(new Body(77, act)), BodyCodec.decode(encoded(act)));
  }

  private static void assertBad(Reason reason, byte[] bytes) {
    Decoded<Body> decoded = BodyCodec.decode(bytes);
    assertEquals(reason, assertInstanceOf(Decoded.Bad.class, decoded).reason());
  }

  private static void assertLimit(int limit, Function<Integer, Act> ofSize) {
    assertGood(ofSize.apply(limit));
    assertBad(Reason.TOO_LARGE, encoded(ofSize.apply(limit + 1)));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private static byte[] field(int number, long varint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeUInt64(number, varint);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void everyActComesBackAsItWas() {
    Set<Class<?>> seen = new HashSet<>();
    for (Act act : Samples.acts()) {
      assertGood(act);
      seen.add(act.getClass());
    }
    assertEquals(Set.of(Act.class.getPermittedSubclasses()), seen);
  }

  @Test
  void everyClaimedTimeComesBackAsItWas() {
    for (long time : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      Body body = new Body(time, new Act.Leave());
      assertEquals(Decoded.good(body), BodyCodec.decode(BodyCodec.encode(body)));
    }
  }

  @Test
  void everyOtherEncodingOfAnActIsRefused() {
    for (Act act : Samples.acts()) {
      byte[] good = encoded(act);
      byte[] time = field(1, 77);
      byte[] rest = Arrays.copyOfRange(good, time.length, good.length);
      assertEquals(ByteString.copyFrom(good), ByteString.copyFrom(join(time, rest)));
      assertBad(Reason.NOT_CANONICAL, join(good, field(99, 1)));
      assertBad(Reason.NOT_CANONICAL, join(time, good));
      assertBad(Reason.NOT_CANONICAL, join(rest, time));
      assertBad(Reason.NOT_CANONICAL, join(new byte[] {8, (byte) 0xcd, 0}, rest));
      assertBad(Reason.NOT_CANONICAL, join(field(1, 0), rest));
      assertBad(Reason.MALFORMED, join(good, new byte[1]));
      assertBad(Reason.MALFORMED, Arrays.copyOf(good, good.length - 1));
    }
  }

  @Test
  void anUnknownFieldInsideAnActIsRefused() {
    BodyProto unknown =
        BodyProto.newBuilder()
            .setLeave(org.peyvand.protocol.entry.proto.EmptyProto.getDefaultInstance())
            .build();
    assertEquals(
        Decoded.good(new Body(0, new Act.Leave())), BodyCodec.decode(unknown.toByteArray()));
    assertBad(Reason.NOT_CANONICAL, new byte[] {6 << 3 | 2, 2, 8, 1});
  }

  @Test
  void anActIsExpected() {
    assertBad(Reason.MALFORMED, new byte[0]);
    assertBad(Reason.MALFORMED, field(1, 77));
  }

  @Test
  void twoActsAreRefused() {
    byte[] leave = BodyCodec.encode(new Body(0, new Act.Leave()));
    byte[] gather = BodyCodec.encode(new Body(0, new Act.Gather()));
    assertBad(Reason.NOT_CANONICAL, join(leave, gather));
    assertBad(Reason.NOT_CANONICAL, join(leave, leave));
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] good = encoded(new Act.Propose("Z", "", "majority", List.of()));
    for (int i = 0; i < good.length; i++) {
      if (good[i] == 'Z') {
        good[i] = (byte) 0xff;
      }
    }
    assertBad(Reason.MALFORMED, good);
  }

  @Test
  void everyTextHasItsLimit() {
    EntryId id = Samples.id();
    assertLimit(Limits.NAME_CHARS, n -> genesis("x".repeat(n), "m"));
    assertLimit(Limits.NAME_CHARS, n -> genesis("n", "x".repeat(n)));
    assertLimit(Limits.TITLE_CHARS, n -> propose("ش".repeat(n), "", "", List.of()));
    assertLimit(Limits.TEXT_CHARS, n -> propose("", "x".repeat(n), "", List.of()));
    assertLimit(Limits.CHOICE_CHARS, n -> propose("", "", "x".repeat(n), List.of()));
    assertLimit(Limits.CHOICE_CHARS, n -> propose("", "", "", List.of("x".repeat(n))));
    assertLimit(Limits.OPTIONS, n -> propose("", "", "", Collections.nCopies(n, "o")));
    assertLimit(Limits.CHOICE_CHARS, n -> new Act.Ballot(id, "x".repeat(n), ""));
    assertLimit(Limits.REASON_CHARS, n -> new Act.Ballot(id, "", "x".repeat(n)));
    assertLimit(Limits.TAG_CHARS, n -> add("x".repeat(n), "", "", List.of()));
    assertLimit(Limits.TITLE_CHARS, n -> add("", "x".repeat(n), "", List.of()));
    assertLimit(Limits.TEXT_CHARS, n -> add("", "", "x".repeat(n), List.of()));
    assertLimit(Limits.TAG_CHARS, n -> add("", "", "", List.of("x".repeat(n))));
    assertLimit(Limits.TAGS, n -> add("", "", "", Collections.nCopies(n, "t")));
    assertLimit(Limits.TITLE_CHARS, n -> edit(0, "x".repeat(n), "", List.of()));
    assertLimit(Limits.TEXT_CHARS, n -> edit(0, "", "x".repeat(n), List.of()));
    assertLimit(Limits.TAG_CHARS, n -> edit(0, "", "", List.of("x".repeat(n))));
    assertLimit(Limits.TAGS, n -> edit(0, "", "", Collections.nCopies(n, "t")));
  }

  @Test
  void aPolicyTakesNoValueThatMakesNoSense() {
    assertGood(Samples.power(new Effect.SetPolicy(Policy.Key.POWER, 100)));
    assertBad(
        Reason.MALFORMED, encoded(Samples.power(new Effect.SetPolicy(Policy.Key.POWER, 101))));
    assertBad(
        Reason.MALFORMED,
        encoded(
            Samples.power(
                new Effect.SetPolicy(Policy.Key.ADMISSION_GIVES, Role.STEWARD.ordinal()))));
  }

  @Test
  void everythingElseHasItsLimitToo() {
    EntryId id = Samples.id();
    List<EntryId> many = Samples.ids(Limits.CLOSE_BALLOTS + 1);
    var content = Samples.bytes(Limits.CHUNK_BYTES + 1);
    var key = Samples.bytes(32);
    assertLimit(Limits.CLOSE_BALLOTS, n -> new Act.Close(id, 1, many.subList(0, n)));
    assertLimit(Limits.LINKS, n -> edit(n, "", "", List.of()));
    assertLimit(Limits.CHUNK_BYTES, n -> new Act.Chunk(content.slice(0, n)));
    assertLimit(Limits.REQUEST_BYTES, n -> new Act.Admit(id, content.slice(0, n), false));
    assertLimit(Limits.INVITE_USES, n -> new Act.Invite(key, key, n, false));
    assertBad(Reason.TOO_LARGE, encoded(new Act.Invite(key, key, 0, false)));
    assertBad(Reason.TOO_LARGE, encoded(new Act.Invite(key, key, -1, false)));
    Act.Invite invite = new Act.Invite(key, key, 1, false);
    assertLimit(Limits.INVITE_EXPIRY, invite::expiringAfter);
    assertBad(Reason.TOO_LARGE, encoded(invite.expiringAfter(-1)));
    Act.Suspend suspend = new Act.Suspend(Samples.member(), "", List.of());
    assertLimit(
        Limits.PINS,
        n -> new Act.Suspend(suspend.member(), "", Collections.nCopies(n, Samples.pin())));
    SignedPin cut = new SignedPin(Samples.pin(), Samples.bytes(64));
    assertLimit(Limits.CUTS, n -> new Act.Enact(id, List.of(), Collections.nCopies(n, cut)));
    assertLimit(Limits.FORK_PATH, n -> Samples.fork(n));
    assertLimit(
        Limits.REASON_CHARS, n -> new Act.Suspend(suspend.member(), "x".repeat(n), List.of()));
    assertLimit(
        Limits.RECOVER_TARGETS,
        n ->
            Samples.power(new Effect.Recover(Collections.nCopies(n, suspend.member()), List.of())));
    assertGood(file(new FileRef("x".repeat(Limits.TITLE_CHARS), 1, key, 0, 0)));
    assertBad(
        Reason.TOO_LARGE,
        encoded(file(new FileRef("x".repeat(1 + Limits.TITLE_CHARS), 1, key, 0, 0))));
    assertGood(file(Samples.file(Limits.FILE_BYTES)));
    assertBad(Reason.TOO_LARGE, encoded(file(Samples.file(Limits.FILE_BYTES + 1))));
    assertBad(Reason.TOO_LARGE, encoded(file(Samples.file(-1))));
    assertBad(Reason.MALFORMED, encoded(file(new FileRef("f", 1, key, -1, 1))));
    assertBad(Reason.MALFORMED, encoded(file(new FileRef("f", 1, key, 1, -1))));
    assertBad(Reason.MALFORMED, encoded(new Act.Close(id, 0, List.of())));
    assertBad(Reason.MALFORMED, encoded(new Act.NextRound(id, 0)));
    assertBad(Reason.MALFORMED, encoded(new Act.NextRound(id, -1)));
  }

  @Test
  void idsAndKeysHaveExactlyTheirLength() {
    for (int length : new int[] {0, 31, 33}) {
      ByteString wrong = ByteString.copyFrom(new byte[length]);
      ByteString right = ByteString.copyFrom(new byte[32]);
      var ref = EntryRefProto.newBuilder().setEntry(wrong);
      var invite = InviteProto.newBuilder().setUses(1);
      assertBad(Reason.MALFORMED, encodedFork(wrong));
      assertBad(Reason.MALFORMED, body().setRevokeInvite(ref).build().toByteArray());
      assertBad(Reason.MALFORMED, body().setConfirm(ref).build().toByteArray());
      assertBad(
          Reason.MALFORMED,
          body().setAdmit(AdmitProto.newBuilder().setInvite(wrong)).build().toByteArray());
      assertBad(
          Reason.MALFORMED,
          body().setInvite(invite.setSigning(wrong).setPsk(right)).build().toByteArray());
      assertBad(
          Reason.MALFORMED,
          body().setInvite(invite.setSigning(right).setPsk(wrong)).build().toByteArray());
    }
  }

  /** A proof of a fork whose path has this step. */
  private static byte[] encodedFork(ByteString step) {
    try {
      var good = BodyProto.parseFrom(encoded(Samples.fork(2)));
      return good.toBuilder()
          .setFork(good.getFork().toBuilder().addPath(step))
          .build()
          .toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatAnEnumDoesNotHaveIsRefused() throws IOException {
    GenesisProto good = BodyProto.parseFrom(encoded(genesis("n", "m"))).getGenesis();
    var founding = good.toBuilder();
    int purposes = Purpose.values().length;
    assertBad(
        Reason.MALFORMED, body().setGenesis(founding.setPurpose(purposes)).build().toByteArray());
    assertBad(Reason.MALFORMED, body().setGenesis(founding.setPurpose(-1)).build().toByteArray());
    founding.setPurpose(0);
    for (int roles : new int[] {Role.values().length, -1, 99}) {
      var policy = good.getPolicy().toBuilder().setMayAdmit(roles);
      assertBad(
          Reason.MALFORMED, body().setGenesis(founding.setPolicy(policy)).build().toByteArray());
    }
    for (int percent : new int[] {101, -1}) {
      var policy = good.getPolicy().toBuilder().setQuorumPercent(percent);
      assertBad(
          Reason.MALFORMED, body().setGenesis(founding.setPolicy(policy)).build().toByteArray());
    }
  }

  private static BodyProto.Builder body() {
    return BodyProto.newBuilder();
  }

  private static Act genesis(String network, String name) {
    return new Act.Genesis(network, Purpose.FUNDING, Samples.policy(), name, KEYS);
  }

  private static final DeviceKeys KEYS = Samples.keys();
  private static final List<EntryId> IDS = Samples.ids(Limits.LINKS + 1);

  private static Act propose(String title, String text, String method, List<String> options) {
    return new Act.Propose(title, text, method, options);
  }

  private static Act add(String kind, String title, String text, List<String> tags) {
    return new Act.AddResource(kind, title, text, tags, Optional.empty());
  }

  private static Act edit(int replaces, String title, String text, List<String> tags) {
    return new Act.EditResource(IDS.get(0), IDS.subList(0, replaces), title, text, tags);
  }

  private static Act file(FileRef file) {
    return new Act.AddResource("file", "", "", List.of(), Optional.of(file));
  }
}
