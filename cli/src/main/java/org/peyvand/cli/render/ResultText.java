package org.peyvand.cli.render;

import org.peyvand.node.control.proto.InitResult;
import org.peyvand.node.control.proto.Result;

/** Puts a result into words. */
public final class ResultText {
  private ResultText() {}

  /**
   * Writes the result on the page.
   *
   * @param command what was asked, for example {@code network create}, which decides the first
   *     sentence
   */
  public static void write(Result result, String command, Page page) {
    switch (result.getOfCase()) {
      case INIT -> init(result.getInit(), page);
      case NETWORK -> NetworkText.one(result.getNetwork(), command, page);
      case NETWORK_LIST -> NetworkText.list(result.getNetworkList(), page);
      case LOCAL_NETWORK_LIST -> NetworkText.local(result.getLocalNetworkList(), page);
      case INVITE -> InviteText.one(result.getInvite(), command, page);
      case INVITE_LIST -> InviteText.list(result.getInviteList(), page);
      case JOIN -> InviteText.join(result.getJoin(), page);
      case MEMBER -> MemberText.one(result.getMember(), command, page);
      case MEMBER_LIST -> MemberText.list(result.getMemberList(), page);
      case MEMBER_REQUESTS -> MemberText.requests(result.getMemberRequests(), page);
      case MEMBER_ADMISSION -> MemberText.admission(result.getMemberAdmission(), page);
      case PEER -> PeerText.added(result.getPeer(), page);
      case PEER_LIST -> PeerText.list(result.getPeerList(), page);
      case SYNC -> PeerText.synced(result.getSync(), page);
      case BUNDLE -> PeerText.bundle(result.getBundle(), command, page);
      case BACKUP -> BackupText.write(result.getBackup(), command, page);
      case DECISION -> DecisionText.one(result.getDecision(), command, page);
      case DECISION_LIST -> DecisionText.list(result.getDecisionList(), page);
      case RESOURCE -> ResourceText.one(result.getResource(), command, page);
      case RESOURCE_LIST -> ResourceText.list(result.getResourceList(), page);
      case STATUS -> StatusText.status(result.getStatus(), page);
      case LOG_VERIFY -> StatusText.verified(result.getLogVerify(), page);
      case LOG_LIST -> StatusText.entries(result.getLogList(), page);
      case LOG_EXPORT -> StatusText.exported(result.getLogExport(), page);
      case WIPE -> SafetyText.wiped(result.getWipe(), page);
      case DOCTOR -> SafetyText.doctor(result.getDoctor(), page);
      case PASSPHRASE -> SafetyText.passphrase(result.getPassphrase(), page);
      case OF_NOT_SET -> throw new IllegalArgumentException("a result that holds none");
    }
  }

  private static void init(InitResult init, Page page) {
    page.say("done.init", init.getName()).code(init.getDevice());
  }
}
