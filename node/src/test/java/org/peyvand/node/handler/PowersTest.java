package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DecisionClose;
import org.peyvand.node.control.proto.DecisionEnact;
import org.peyvand.node.control.proto.DecisionPropose;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.DecisionVote;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.MemberRetireDevice;
import org.peyvand.node.control.proto.MemberSuspend;
import org.peyvand.node.control.proto.MemberVouch;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.NetworkLeave;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceAdd;

/** Two members and what they may decide about each other. */
class PowersTest {
  @TempDir Path folder;
  private Laptop mina;
  private Laptop omid;

  @BeforeEach
  void twoMeet() throws Exception {
    mina = new Laptop(folder, "mina");
    omid = new Laptop(folder, "omid");
    mina.ask(
        Request.newBuilder()
            .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
    mina.admit(omid);
  }

  @AfterEach
  void close() throws Exception {
    mina.close();
    omid.close();
  }

  private static Request.Builder vote(String id, String choice) {
    return Request.newBuilder()
        .setDecisionVote(DecisionVote.newBuilder().setDecision(id).setChoice(choice));
  }

  private static Request.Builder enact(String id) {
    return Request.newBuilder().setDecisionEnact(DecisionEnact.newBuilder().setDecision(id));
  }

  private static Request.Builder suspend(String member, String reason) {
    return Request.newBuilder()
        .setMemberSuspend(MemberSuspend.newBuilder().setMember(member).setReason(reason));
  }

  private static Request.Builder note() {
    return Request.newBuilder().setResourceAdd(ResourceAdd.newBuilder().setTitle("note"));
  }

  @Test
  void aPairCannotExpelAndIsToldSo() throws ControlException {
    String id = mina.propose("expel", "omid", "").getId();
    mina.ask(vote(id, "agree"));
    assertEquals(
        List.of("2", "2", "1"),
        mina.refused(enact(id), FailureCode.CANNOT_PASS).getArgumentsList());
    mina.carryTo(omid);
    omid.refused(vote(id, "disagree"), FailureCode.OWN_REMOVAL);
    omid.refused(enact(id), FailureCode.OWN_REMOVAL);
    omid.refused(Laptop.proposal("expel", "omid", ""), FailureCode.OWN_REMOVAL);
    mina.refused(
        Request.newBuilder().setDecisionClose(DecisionClose.newBuilder().setDecision(id)),
        FailureCode.ENACT_NOT_CLOSE);
  }

  @Test
  void whatIsNeededHasAndIsAwaitedIsSaid() throws ControlException {
    DecisionResult open = mina.propose("policy", "", "quorum=60");
    assertEquals("threshold", open.getMethod());
    assertEquals(2, open.getNeeded());
    assertEquals(0, open.getAgreed());
    assertFalse(open.getEnough());
    assertEquals("quorum=60", open.getValue());
    assertFalse(open.hasTarget());
    assertFalse(open.hasResult());
    mina.ask(vote(open.getId(), "agree"));
    assertEquals(
        List.of("2", "2", "1", "omid"),
        mina.refused(enact(open.getId()), FailureCode.TOO_FEW_AGREED).getArgumentsList());
    mina.carryTo(omid);
    DecisionResult enough = omid.ask(vote(open.getId(), "agree")).getDecision();
    assertTrue(enough.getEnough());
    assertEquals("passed", enough.getResult());
    assertEquals("open", enough.getState());
    assertEquals("enacted", omid.ask(enact(open.getId())).getDecision().getState());
    omid.refused(enact(open.getId()), FailureCode.ENACTED_ALREADY);
    assertEquals(
        2,
        omid.ask(
                Request.newBuilder()
                    .setDecisionPropose(DecisionPropose.newBuilder().setTitle("usual")))
            .getDecision()
            .getElectorate());
  }

  @Test
  void whyTheyWereSuspendedIsReadByThoseWhoAreIn() throws Exception {
    MemberResult member = mina.ask(suspend("omid", "sold the list")).getMember();
    assertEquals("suspended", member.getState());
    MemberResult seen = mina.member("omid");
    assertEquals("suspended", seen.getState());
    assertEquals(
        List.of("admit", "suspend"), seen.getReasonsList().stream().map(Reason::getAct).toList());
    assertEquals(
        seen.getBecauseList(), seen.getReasonsList().stream().map(Reason::getEntry).toList());
    Reason why = seen.getReasons(1);
    assertEquals("mina", why.getBy());
    assertEquals(List.of("omid"), why.getAboutList());
    assertEquals("sold the list", why.getText());
    mina.refused(suspend("omid", "again"), FailureCode.MEMBER_NOT_ACTIVE);
  }

  @Test
  void aRecoveryNamesStewardsAndActsToUndo() throws ControlException {
    MemberResult member = mina.ask(suspend("omid", "a mistake")).getMember();
    String entry = member.getReasons(1).getEntry();
    DecisionResult recovery = mina.propose("recover", "mina, omid", entry.substring(0, 12));
    assertEquals(2, recovery.getTarget().split(",").length);
    assertTrue(recovery.getTarget().contains(member.getId()));
    assertEquals(entry, recovery.getValue());
    mina.refused(
        Laptop.proposal("recover", "", member.getReasons(0).getEntry()), FailureCode.BAD_VALUE);
    mina.refused(Laptop.proposal("recover", "", "ffffffffffff"), FailureCode.ENTRY_NOT_FOUND);
    mina.refused(Laptop.proposal("recover", "", " , "), FailureCode.MISSING_ARGUMENT);
  }

  @Test
  void whoLeftIsToldThat() throws ControlException {
    omid.ask(Request.newBuilder().setNetworkLeave(NetworkLeave.newBuilder()));
    omid.refused(note(), FailureCode.LEFT);
    omid.carryTo(mina);
    assertEquals("left", mina.member("omid").getState());
    mina.refused(Laptop.proposal("expel", "omid", ""), FailureCode.EFFECT_NOT_NOW);
    mina.refused(
        Request.newBuilder().setNetworkLeave(NetworkLeave.newBuilder()), FailureCode.LAST_MEMBER);
  }

  @Test
  void nothingIsDoneToOneself() throws ControlException {
    mina.refused(suspend("mina", "x"), FailureCode.OWN_SUSPENSION);
    omid.refused(suspend("mina", "x"), FailureCode.ROLE_NEEDED);
    String own = mina.member("mina").getDeviceIds(0);
    mina.refused(
        Request.newBuilder().setMemberRetireDevice(MemberRetireDevice.newBuilder().setDevice(own)),
        FailureCode.OWN_DEVICE);
    assertEquals(
        List.of("mina", own),
        omid.refused(
                Request.newBuilder()
                    .setMemberRetireDevice(MemberRetireDevice.newBuilder().setDevice(own)),
                FailureCode.DEVICE_OF_ANOTHER)
            .getArgumentsList());
    mina.refused(
        Request.newBuilder().setMemberVouch(MemberVouch.newBuilder().setMember("omid")),
        FailureCode.NOTHING_TO_VOUCH);
    mina.refused(
        Request.newBuilder().setInviteCreate(InviteCreate.newBuilder().setForMember("mina")),
        FailureCode.OWN_INVITE);
  }

  @Test
  void anEffectTakesOnlyWhatItCan() {
    for (String value : List.of("", "newcomer", "boss")) {
      mina.refused(
          Laptop.proposal("grant-role", "omid", value),
          value.isEmpty() ? FailureCode.MISSING_ARGUMENT : FailureCode.BAD_VALUE);
    }
    for (String value : List.of("quorum=101", "quorum=-1", "quorum=", "quorum", "may-admit=1")) {
      mina.refused(Laptop.proposal("policy", "", value), FailureCode.BAD_VALUE);
    }
    mina.refused(Laptop.proposal("end-role", "omid", "steward"), FailureCode.EFFECT_NOT_NOW);
    mina.refused(Laptop.proposal("reinstate", "omid", ""), FailureCode.EFFECT_NOT_NOW);
    mina.refused(Laptop.proposal("retire-device", "omid", ""), FailureCode.DEVICE_NOT_FOUND);
    mina.refused(Laptop.proposal("bless", "omid", ""), FailureCode.UNKNOWN_EFFECT);
  }
}
