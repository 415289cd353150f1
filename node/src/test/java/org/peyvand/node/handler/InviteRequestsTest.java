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
import org.peyvand.node.control.proto.BundleExport;
import org.peyvand.node.control.proto.BundleImport;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.InviteList;
import org.peyvand.node.control.proto.InviteResult;
import org.peyvand.node.control.proto.InviteRevoke;
import org.peyvand.node.control.proto.Join;
import org.peyvand.node.control.proto.MemberAdmit;
import org.peyvand.node.control.proto.MemberRequests;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.RequestResult;
import org.peyvand.protocol.entry.Limits;

/** Invites that expire, and how many of them are open. */
class InviteRequestsTest {
  @TempDir Path folder;
  private Laptop mina;
  private Laptop omid;

  @BeforeEach
  void found() throws Exception {
    mina = new Laptop(folder, "mina");
    omid = new Laptop(folder, "omid");
    NetworkCreate.Builder network =
        NetworkCreate.newBuilder().setName("x").setPurpose("information");
    mina.ask(Request.newBuilder().setNetworkCreate(network));
  }

  @AfterEach
  void close() throws Exception {
    mina.close();
    omid.close();
  }

  private static Request.Builder create(int expiresAfter) {
    return Request.newBuilder()
        .setInviteCreate(InviteCreate.newBuilder().setExpiresAfter(expiresAfter));
  }

  private InviteResult invite(int expiresAfter) throws ControlException {
    return mina.ask(create(expiresAfter)).getInvite();
  }

  private InviteResult listed(InviteResult invite) throws ControlException {
    return mina
        .ask(Request.newBuilder().setInviteList(InviteList.newBuilder()))
        .getInviteList()
        .getItemsList()
        .stream()
        .filter(item -> item.getId().equals(invite.getId()))
        .findFirst()
        .orElseThrow();
  }

  /** What omid asks with this code, on a stick. */
  private String asked(String code) throws ControlException {
    omid.ask(Request.newBuilder().setJoin(Join.newBuilder().setCode(code)));
    String file = omid.file("request");
    BundleExport.Builder export = BundleExport.newBuilder().setPath(file).setJoin(code);
    omid.ask(Request.newBuilder().setBundleExport(export));
    return file;
  }

  private static Request.Builder admit() {
    return Request.newBuilder().setMemberAdmit(MemberAdmit.newBuilder().setRequest("omid"));
  }

  private List<RequestResult> waiting() throws ControlException {
    return mina.ask(Request.newBuilder().setMemberRequests(MemberRequests.newBuilder()))
        .getMemberRequests()
        .getItemsList();
  }

  @Test
  void aListSaysHowManyEntriesAreLeftAndThenThatTheInviteHasExpired() throws Exception {
    InviteResult invite = invite(2);
    assertEquals(2, invite.getExpiresAfter());
    assertEquals(2, invite.getEntriesLeft());
    for (int left = 1; left >= 0; left--) {
      InviteResult lasting = invite(0);
      assertFalse(lasting.hasExpiresAfter());
      assertFalse(lasting.hasEntriesLeft());
      assertEquals("open", listed(invite).getState());
      assertEquals(left, listed(invite).getEntriesLeft());
    }
    invite(0);
    assertEquals("expired", listed(invite).getState());
    assertEquals(0, listed(invite).getEntriesLeft());
    assertEquals(2, listed(invite).getExpiresAfter());
  }

  @Test
  void whoWaitsByAnInviteThatExpiredIsShownAsTooLateAndComesInByANewOne() throws Exception {
    mina.take(asked(invite(1).getCode()));
    assertFalse(waiting().get(0).getExpired());
    invite(0);
    invite(0);
    assertTrue(waiting().get(0).getExpired());
    mina.refused(admit(), FailureCode.INVITE_EXPIRED);
    assertTrue(waiting().get(0).getExpired(), "the request is kept");
    mina.take(asked(invite(0).getCode()));
    assertEquals(1, waiting().size(), "the new one alone");
    mina.ask(admit());
    mina.carryTo(omid);
    assertEquals("active", omid.member("omid").getState());
  }

  @Test
  void aRequestThatComesWhenTheInviteHasExpiredIsRefusedForThatReason() throws Exception {
    String file = asked(invite(1).getCode());
    invite(0);
    invite(0);
    mina.refused(
        Request.newBuilder().setBundleImport(BundleImport.newBuilder().setPath(file)),
        FailureCode.INVITE_EXPIRED);
    assertTrue(waiting().isEmpty());
  }

  @Test
  void anInviteMayExpireAfterTheLimitAndNotOneBeyond() throws Exception {
    assertEquals(Limits.INVITE_EXPIRY, invite(Limits.INVITE_EXPIRY).getEntriesLeft());
    for (int wrong : List.of(Limits.INVITE_EXPIRY + 1, -1)) {
      mina.refused(create(wrong), FailureCode.BAD_VALUE);
    }
  }

  @Test
  void whoHasAsManyInvitesOpenAsAMemberMayIsToldToRevokeOne() throws Exception {
    InviteResult first = invite(0);
    for (int i = 1; i < Limits.OPEN_INVITES; i++) {
      invite(0);
    }
    mina.refused(create(0), FailureCode.TOO_MANY_INVITES);
    mina.ask(Request.newBuilder().setInviteCreate(InviteCreate.newBuilder().setForDevice(true)));
    mina.ask(Request.newBuilder().setInviteRevoke(InviteRevoke.newBuilder().setId(first.getId())));
    assertEquals("open", invite(0).getState());
  }
}
