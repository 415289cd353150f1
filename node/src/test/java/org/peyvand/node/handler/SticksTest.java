package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.BundleExport;
import org.peyvand.node.control.proto.BundleImport;
import org.peyvand.node.control.proto.BundleResult;
import org.peyvand.node.control.proto.DecisionPropose;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.MemberSuspend;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.NetworkLeave;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleWriter;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.membership.JoinRequestCodec;

/** What bundles carry between nodes of one process. */
class SticksTest {
  private static final int ROUNDS = 6;

  @TempDir Path folder;
  private Laptop mina;
  private Laptop omid;

  @BeforeEach
  void begin() throws Exception {
    mina = new Laptop(folder, "mina");
    omid = new Laptop(folder, "omid");
    found(mina);
  }

  @AfterEach
  void close() throws Exception {
    mina.close();
    omid.close();
  }

  private static void found(Laptop founder) throws ControlException {
    founder.ask(
        Request.newBuilder()
            .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
  }

  private static String code(Laptop inviter) throws ControlException {
    Request.Builder invite = Request.newBuilder().setInviteCreate(InviteCreate.newBuilder());
    return inviter.ask(invite).getInvite().getCode();
  }

  private static void join(Laptop guest, String code) throws ControlException {
    guest.ask(Request.newBuilder().setJoin(Join.newBuilder().setCode(code)));
  }

  private static Request.Builder export(String file, String code) {
    return Request.newBuilder()
        .setBundleExport(BundleExport.newBuilder().setPath(file).setJoin(code));
  }

  private static Request.Builder read(String file) {
    return Request.newBuilder().setBundleImport(BundleImport.newBuilder().setPath(file));
  }

  private static void propose(Laptop author) throws ControlException {
    author.ask(Request.newBuilder().setDecisionPropose(DecisionPropose.newBuilder().setTitle("t")));
  }

  /** A file in which two authors have answered each other again and again. */
  private String alternation() throws ControlException {
    for (int i = 0; i < ROUNDS; i++) {
      propose(mina);
      mina.carryTo(omid);
      propose(omid);
      omid.carryTo(mina);
    }
    return mina.written("alternation");
  }

  @Test
  void whatTwoWroteAlternatelyIsTakenAtOnce() throws Exception {
    mina.admit(omid);
    try (Laptop sara = new Laptop(folder, "sara")) {
      mina.admit(sara);
      mina.carryTo(omid);
      BundleResult taken = sara.take(alternation());
      assertEquals(0, taken.getWaiting(), taken::toString);
      assertTrue(taken.getAccepted() >= 2 * ROUNDS, taken::toString);
      assertEquals(taken.getEntries(), taken.getAccepted() + taken.getAlreadyHad());
    }
  }

  @Test
  void whatThereIsNoRoomForIsToldAndComesWithTheNextReading() throws Exception {
    mina.admit(omid);
    try (Laptop sara = new Laptop(folder, "sara")) {
      mina.admit(sara);
      mina.carryTo(omid);
      String file = alternation();
      BundleResult first = sara.take(file, 1);
      assertTrue(first.getLeft() > 0, first::toString);
      assertEquals(0, first.getWaiting());
      assertEquals(
          first.getEntries(), first.getAccepted() + first.getAlreadyHad() + first.getLeft());
      BundleResult second = sara.take(file);
      assertEquals(first.getLeft(), second.getAccepted());
      assertEquals(0, second.getLeft());
    }
  }

  @Test
  void aFileHoldsOneRequestSoThatNoNetworkLearnsOfAnother() throws Exception {
    try (Laptop leyla = new Laptop(folder, "leyla")) {
      found(leyla);
      String here = code(mina);
      String there = code(leyla);
      join(omid, here);
      join(omid, there);
      omid.refused(export(omid.file("both"), ""), FailureCode.CHOOSE_JOIN);
      omid.refused(export(omid.file("none"), code(mina)), FailureCode.JOIN_NOT_FOUND);
      String file = omid.file("one");
      BundleResult written = omid.ask(export(file, here)).getBundle();
      assertEquals(1, written.getRequests());
      assertFalse(written.hasNetwork());
      leyla.refused(read(file), FailureCode.NOT_BUNDLE);
      assertEquals(1, mina.take(file).getRequests());
    }
  }

  @Test
  void aRequestThatIsNotForHereDoesNotHideTheNext() throws Exception {
    try (Laptop leyla = new Laptop(folder, "leyla")) {
      found(leyla);
      join(omid, code(leyla));
      join(omid, code(mina));
      List<PendingJoins.Pending> all = omid.node().pending().all();
      String both = omid.file("both");
      bundle(both, all);
      BundleResult taken = mina.take(both);
      assertEquals(1, taken.getRequests());
      assertEquals(1, taken.getRequestsRefused());
      assertEquals(1, leyla.take(both).getRequests());
    }
  }

  /** As another version of the program may write it: several requests for several readers. */
  private void bundle(String file, List<PendingJoins.Pending> all) throws Exception {
    try (OutputStream out = Files.newOutputStream(Path.of(file));
        BundleWriter writer =
            BundleWriter.begin(
                out,
                List.of(),
                all.stream().map(one -> one.seed().psk()).toList(),
                omid.node().entropy())) {
      for (PendingJoins.Pending one : all) {
        writer.write(new BundleFrame.Request(JoinRequestCodec.encode(one.request())));
      }
    }
  }

  @Test
  void whoIsInANetworkWritesItsEntriesThoughAnOldRequestWaits() throws Exception {
    mina.admit(omid);
    try (Laptop leyla = new Laptop(folder, "leyla")) {
      found(leyla);
      join(omid, code(leyla));
      BundleResult written = omid.ask(export(omid.file("entries"), "")).getBundle();
      assertEquals("x", written.getNetwork());
      assertTrue(written.getEntries() > 0);
      assertEquals(0, written.getRequests());
      omid.ask(Request.newBuilder().setNetworkLeave(NetworkLeave.newBuilder()));
      assertEquals(1, omid.ask(export(omid.file("left"), "")).getBundle().getRequests());
    }
  }

  @Test
  void moreReadersThanFitAreRefusedWithTheLimit() throws ControlException {
    BundleExportRequests.requireRoom(1_024);
    ControlException failure =
        assertThrows(ControlException.class, () -> BundleExportRequests.requireRoom(1_025));
    assertEquals("too-many-readers", failure.failure().getCode());
    assertEquals(List.of("1025", "1024"), failure.failure().getArgumentsList());
  }

  @Test
  void theLastStewardWhoLeavesIsToldSo() throws ControlException {
    mina.admit(omid);
    Request.Builder leave = Request.newBuilder().setNetworkLeave(NetworkLeave.newBuilder());
    assertEquals("last-steward", mina.notice(leave));
    mina.carryTo(omid);
    omid.refused(leave, FailureCode.LAST_MEMBER);
  }

  /** Far more than is taken of somebody who is not in. */
  private static void writeMuch(Laptop author) throws Exception {
    Act note = new Act.AddResource("note", "t", "x".repeat(9_000), List.of(), Optional.empty());
    for (int i = 0; i < 40; i++) {
      author.write(note);
    }
  }

  private static void suspend(Laptop steward, String member) throws ControlException {
    steward.ask(
        Request.newBuilder()
            .setMemberSuspend(MemberSuspend.newBuilder().setMember(member).setReason("r")));
  }

  @Test
  void whoIsOutBringsLittleOfItsOwnAndWhoHadNotHeardBringsTheRest() throws Exception {
    mina.admit(omid);
    try (Laptop sara = new Laptop(folder, "sara")) {
      mina.admit(sara);
      mina.carryTo(omid);
      suspend(mina, "omid");
      writeMuch(omid);
      BundleResult little = omid.carryTo(mina);
      assertTrue(little.getAccepted() > 0 && little.getAuthorNotIn() > 0, little::toString);
      assertEquals(
          little.getEntries(),
          little.getAccepted() + little.getAlreadyHad() + little.getAuthorNotIn());
      writeMuch(omid);
      BundleResult again = omid.carryTo(mina);
      assertEquals(0, again.getAccepted(), again::toString);
      assertEquals(0, omid.carryTo(sara).getAuthorNotIn(), "she has not heard");
      BundleResult rest = sara.carryTo(mina);
      assertEquals(0, rest.getAuthorNotIn(), rest::toString);
      assertTrue(rest.getAccepted() > 0, rest::toString);
      mina.carryTo(sara);
      assertEquals(mina.digest(), sara.digest());
    }
  }

  @Test
  void aMakerWhoIsLetInByTheSameFileIsIn() throws Exception {
    mina.admit(omid);
    try (Laptop sara = new Laptop(folder, "sara");
        Laptop leyla = new Laptop(folder, "leyla")) {
      mina.admit(sara);
      mina.carryTo(omid);
      writeMuch(omid);
      suspend(mina, "omid");
      mina.carryTo(sara);
      omid.handTo(mina);
      mina.admit(leyla);
      BundleResult taken = leyla.carryTo(sara);
      assertEquals(0, taken.getAuthorNotIn(), taken::toString);
      assertEquals(leyla.digest(), sara.digest());
    }
  }
}
