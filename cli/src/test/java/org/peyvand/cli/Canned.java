package org.peyvand.cli;

import java.util.List;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.AdmissionResult;
import org.peyvand.node.control.proto.BackupNetwork;
import org.peyvand.node.control.proto.BackupResult;
import org.peyvand.node.control.proto.BallotReason;
import org.peyvand.node.control.proto.BundleResult;
import org.peyvand.node.control.proto.DecisionListResult;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.DeviceResult;
import org.peyvand.node.control.proto.DoctorItem;
import org.peyvand.node.control.proto.DoctorResult;
import org.peyvand.node.control.proto.EntryResult;
import org.peyvand.node.control.proto.Explanation;
import org.peyvand.node.control.proto.FileResult;
import org.peyvand.node.control.proto.InviteCreate;
import org.peyvand.node.control.proto.InviteListResult;
import org.peyvand.node.control.proto.InviteResult;
import org.peyvand.node.control.proto.JoinResult;
import org.peyvand.node.control.proto.LocalNetworkListResult;
import org.peyvand.node.control.proto.LocalNetworkResult;
import org.peyvand.node.control.proto.LogExportResult;
import org.peyvand.node.control.proto.LogListResult;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.control.proto.MemberListResult;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.NetworkListResult;
import org.peyvand.node.control.proto.NetworkResult;
import org.peyvand.node.control.proto.NetworkStatus;
import org.peyvand.node.control.proto.PassphraseResult;
import org.peyvand.node.control.proto.PeerListResult;
import org.peyvand.node.control.proto.PeerResult;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.RequestListResult;
import org.peyvand.node.control.proto.RequestResult;
import org.peyvand.node.control.proto.ResourceListResult;
import org.peyvand.node.control.proto.ResourceResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.StatusResult;
import org.peyvand.node.control.proto.SyncResult;
import org.peyvand.node.control.proto.WipeResult;

/** One answer for each request. */
final class Canned {
  private static final List<String> WORDS =
      List.of("river", "lamp", "stone", "cedar", "bread", "cloud");
  private static final String TIME = "2026-11-22T13:39:00Z";

  private Canned() {}

  static String id(String digit) {
    return digit.repeat(64);
  }

  static void answer(Request request, ReplySink replies) {
    replies.result(result(request));
  }

  private static LocalNetworkListResult localNetworks(Request request) {
    return LocalNetworkListResult.newBuilder()
        .addItems(
            LocalNetworkResult.newBuilder()
                .setId("4a".repeat(16))
                .setName("wlan0")
                .setRange("192.168.1.0/24")
                .setTrusted(!request.getNetworkTrust().getForget()))
        .build();
  }

  static Result backup(boolean restored) {
    BackupNetwork.Builder network =
        BackupNetwork.newBuilder().setId(id("1")).setName("باشگاه کتاب").setEntries(42);
    BackupResult.Builder backup =
        BackupResult.newBuilder()
            .setEntries(42)
            .setBytes(131_816)
            .setPath("/media/stick/club.backup");
    if (restored) {
      backup.setDevice(id("d"));
      network.addAllWords(WORDS);
    }
    return Result.newBuilder().setBackup(backup.addNetworks(network)).build();
  }

  private static Result result(Request request) {
    Result.Builder result = Result.newBuilder();
    return switch (request.getCommandCase()) {
      case NETWORK_CREATE, NETWORK_SHOW, NETWORK_LEAVE -> result.setNetwork(network()).build();
      case NETWORK_LIST ->
          result.setNetworkList(NetworkListResult.newBuilder().addItems(network())).build();
      case INVITE_CREATE -> result.setInvite(made(request.getInviteCreate())).build();
      case BACKUP_CREATE -> backup(false);
      case INVITE_REVOKE -> result.setInvite(invite().setState("revoked")).build();
      case INVITE_LIST ->
          result.setInviteList(InviteListResult.newBuilder().addAllItems(invites())).build();
      case JOIN -> result.setJoin(join(request.getJoin().getWaitSeconds())).build();
      case MEMBER_LIST ->
          result
              .setMemberList(
                  MemberListResult.newBuilder()
                      .addItems(member())
                      .addItems(CannedPower.suspended())
                      .addItems(CannedPower.newcomer()))
              .build();
      case MEMBER_SHOW -> result.setMember(named(request.getMemberShow().getMember())).build();
      case MEMBER_SUSPEND, MEMBER_RETIRE_DEVICE, MEMBER_VOUCH ->
          result.setMember(CannedPower.suspended()).build();
      case MEMBER_REQUESTS -> result.setMemberRequests(requests()).build();
      case MEMBER_ADMIT ->
          result.setMemberAdmission(admission("admitted").setMember(id("6"))).build();
      case MEMBER_REFUSE -> result.setMemberAdmission(admission("refused")).build();
      case PEER_ADD -> result.setPeer(peer().setState("new")).build();
      case NETWORK_TRUST -> result.setLocalNetworkList(localNetworks(request)).build();
      case PEER_LIST -> result.setPeerList(PeerListResult.newBuilder().addItems(seen())).build();
      case SYNC -> result.setSync(sync()).build();
      case BUNDLE_EXPORT, BUNDLE_IMPORT -> result.setBundle(bundle(request)).build();
      case DECISION_PROPOSE -> result.setDecision(open()).build();
      case DECISION_VOTE ->
          result.setDecision(either(request.getDecisionVote().getDecision())).build();
      case DECISION_SHOW ->
          result.setDecision(either(request.getDecisionShow().getDecision())).build();
      case DECISION_ENACT -> result.setDecision(CannedPower.enacted()).build();
      case DECISION_CLOSE -> result.setDecision(settled()).build();
      case DECISION_WITHDRAW -> result.setDecision(open().setState("withdrawn")).build();
      case DECISION_LIST -> result.setDecisionList(decisions()).build();
      case RESOURCE_ADD, RESOURCE_EDIT -> result.setResource(resource()).build();
      case RESOURCE_SHOW -> result.setResource(shown(request)).build();
      case RESOURCE_ADOPT -> result.setResource(CannedAside.adopted()).build();
      case RESOURCE_GET -> result.setResource(resource().setPath("/home/m/minutes.pdf")).build();
      case RESOURCE_LIST, RESOURCE_FIND -> result.setResourceList(resources(request)).build();
      case STATUS -> result.setStatus(status()).build();
      case LOG_VERIFY -> result.setLogVerify(verified()).build();
      case LOG_LIST -> result.setLogList(entries(request)).build();
      case LOG_EXPORT ->
          result
              .setLogExport(
                  LogExportResult.newBuilder().setEntries(12).setBytes(3456).setPath("/l.json"))
              .build();
      case WIPE -> wiped();
      case DOCTOR -> result.setDoctor(opened()).build();
      case COMMAND_NOT_SET -> throw new AssertionError("a request without a command");
    };
  }

  private static MemberResult named(String typed) {
    return typed.startsWith("8") ? CannedPower.suspended() : member();
  }

  static Result wiped() {
    WipeResult wiped = WipeResult.newBuilder().setKeysDestroyedMs(12).setOverwritten(true).build();
    return Result.newBuilder().setWipe(wiped).build();
  }

  static Result passphraseChanged() {
    PassphraseResult changed =
        PassphraseResult.newBuilder().setEntries(12345).setSeconds(1.5).build();
    return Result.newBuilder().setPassphrase(changed).build();
  }

  static Result examined() {
    DoctorResult found =
        DoctorResult.newBuilder()
            .addItems(DoctorItem.newBuilder().setCheck("key-slots").setOk(true).setState("fine"))
            .addItems(advice("swap", "warning", "swap-on"))
            .addItems(advice("leftovers", "hint", "leftovers").addArguments("2"))
            .build();
    return Result.newBuilder().setDoctor(found).build();
  }

  private static DoctorResult opened() {
    return DoctorResult.newBuilder()
        .addItems(DoctorItem.newBuilder().setCheck("opens").setOk(true).setState("fine"))
        .addItems(
            advice("stewards", "hint", "few-stewards").addArguments("1").setNetwork("باشگاه کتاب"))
        .build();
  }

  private static DoctorItem.Builder advice(String check, String state, String advice) {
    return DoctorItem.newBuilder().setCheck(check).setOk(true).setState(state).setAdvice(advice);
  }

  private static NetworkResult network() {
    return NetworkResult.newBuilder()
        .setId(id("1"))
        .setName("باشگاه کتاب")
        .setPurpose("coordination")
        .setMembers(12)
        .setEntries(12345)
        .setRole("steward")
        .setState("active")
        .addAllWords(WORDS)
        .build();
  }

  private static InviteResult.Builder invite() {
    return InviteResult.newBuilder().setId(id("2")).setState("open").setUses(1);
  }

  private static List<InviteResult> invites() {
    InviteResult.Builder expiring = invite().setId(id("3")).setExpiresAfter(1000);
    return List.of(
        invite().build(),
        expiring.setEntriesLeft(999).build(),
        expiring.setId(id("4")).setState("expired").setEntriesLeft(0).build(),
        invite().setId(id("5")).setForDevice(true).setState("superseded").build());
  }

  private static InviteResult.Builder made(InviteCreate create) {
    InviteResult.Builder made = invite().setCode("K7QM-2FHX-9TRD-44WP");
    if (create.getExpiresAfter() > 0) {
      made.setExpiresAfter(create.getExpiresAfter()).setEntriesLeft(create.getExpiresAfter());
    }
    String other = create.getForMember();
    return other.isEmpty() ? made : made.setForDevice(true).setForMember(other);
  }

  private static JoinResult join(long wait) {
    JoinResult.Builder join = JoinResult.newBuilder().addAllWords(WORDS);
    return wait == 0
        ? join.setState("waiting").build()
        : join.setState("admitted").setNetwork(id("1")).setName("باشگاه کتاب").build();
  }

  private static MemberResult member() {
    return MemberResult.newBuilder()
        .setId(id("6"))
        .setName("مریم")
        .setRole("steward")
        .setState("active")
        .setDevices(1)
        .addDeviceIds(id("d"))
        .addBecause(id("e"))
        .addReasons(Reason.newBuilder().setEntry(id("e")).setAct("genesis").setBy("مریم"))
        .addAllDevices(
            DeviceResult.newBuilder().setId(id("d")).setState("in-use").setThisDevice(true))
        .setMetInPerson(true)
        .build();
  }

  private static RequestListResult requests() {
    RequestResult request =
        RequestResult.newBuilder()
            .setId(id("3"))
            .setName("Ali\u202e")
            .addAllWords(WORDS)
            .setInvite(id("2"))
            .build();
    RequestResult.Builder late = RequestResult.newBuilder().setId(id("4")).setName("Omid");
    return RequestListResult.newBuilder()
        .addItems(request)
        .addItems(late.addAllWords(WORDS).setInvite(id("5")).setExpired(true))
        .build();
  }

  private static AdmissionResult.Builder admission(String state) {
    return AdmissionResult.newBuilder().setId(id("3")).setName("Ali").setState(state);
  }

  private static PeerResult.Builder peer() {
    return PeerResult.newBuilder().setAddress("192.168.1.5:4001");
  }

  private static PeerResult seen() {
    return peer().setState("reachable").setMember("مریم").setLastSeen(TIME).build();
  }

  private static SyncResult sync() {
    return SyncResult.newBuilder()
        .setPeer(id("d"))
        .setMember("مریم")
        .setReceivedEntries(12)
        .setSentEntries(3)
        .setReceivedBytes(4096)
        .setSentBytes(1024)
        .setRoundTrips(2)
        .setEqual(true)
        .setSeconds(0.25)
        .build();
  }

  private static BundleResult bundle(Request request) {
    BundleResult.Builder bundle =
        BundleResult.newBuilder()
            .setEntries(12)
            .setBytes(4096)
            .setAccepted(10)
            .setAlreadyHad(2)
            .setPath("/media/stick/meeting.bundle");
    if (request.hasBundleExport()) {
      bundle.setNetwork("باشگاه کتاب");
    }
    return bundle.build();
  }

  private static DecisionResult.Builder open() {
    return DecisionResult.newBuilder()
        .setId(id("4"))
        .setTitle("جلسه‌ها جمعه باشد")
        .setMethod("majority")
        .setState("open")
        .setProvisional(true)
        .putCounts("agree", 3)
        .putCounts("abstain", 0)
        .putCounts("disagree", 1)
        .setElectorate(7)
        .setVoted(4)
        .setAwaited(3)
        .addBecause(id("e"))
        .setText("A line.\nAnother \u001b[31mline.")
        .setProposer("مریم")
        .addAllChoices(List.of("agree", "abstain", "disagree"))
        .setOwnChoice("agree")
        .addReasons(
            BallotReason.newBuilder().setMember("Ali").setChoice("disagree").setReason("Far."));
  }

  private static DecisionResult either(String typed) {
    return typed.startsWith("7") ? CannedPower.proposed(typed) : open().build();
  }

  private static DecisionResult settled() {
    return open()
        .setState("settled")
        .setResult("passed")
        .setProvisional(false)
        .setAwaited(0)
        .setExplanation(
            Explanation.newBuilder().setKey("majority-passed").addAllNumbers(List.of(3L, 1L)))
        .build();
  }

  private static DecisionListResult decisions() {
    return DecisionListResult.newBuilder()
        .addItems(open())
        .addItems(settled())
        .addItems(CannedPower.proposed("7"))
        .addItems(CannedPower.enacted())
        .build();
  }

  private static LogListResult entries(Request request) {
    boolean first = request.getLogList().getAfter().isEmpty();
    return first ? entries() : CannedAside.entries(entries());
  }

  private static ResourceResult shown(Request request) {
    String typed = request.getResourceShow().getResource();
    return typed.startsWith("5") ? resource().build() : CannedAside.either(typed);
  }

  private static ResourceListResult resources(Request request) {
    return request.getResourceList().getTag().isEmpty()
        ? ResourceListResult.newBuilder().addItems(resource()).build()
        : CannedAside.list(resource());
  }

  private static ResourceResult.Builder resource() {
    return ResourceResult.newBuilder()
        .setId(id("5"))
        .setTitle("صورت‌جلسهٔ جمعه")
        .setKind("file")
        .addTags("جلسه")
        .setAuthor("مریم")
        .setEdited(TIME)
        .setFile(
            FileResult.newBuilder()
                .setName("minutes.pdf")
                .setBytes(2048)
                .setSha256(id("f"))
                .setHereBytes(2048));
  }

  private static StatusResult status() {
    NetworkStatus network =
        NetworkStatus.newBuilder()
            .setId(id("1"))
            .setName("باشگاه کتاب")
            .setMembers(12)
            .setEntries(12345)
            .setHeads(14)
            .setDigest(id("a"))
            .addAllWords(WORDS)
            .setOpenDecisions(1)
            .setState("active")
            .build();
    return StatusResult.newBuilder()
        .setDevice(id("d"))
        .setName("مریم")
        .setListen("0.0.0.0:4001")
        .addNetworks(network)
        .setPeers(2)
        .setStorageBytes(1234567)
        .setRunning(true)
        .build();
  }

  private static LogVerifyResult verified() {
    return LogVerifyResult.newBuilder().setEntries(12345).setChains(14).setOk(true).build();
  }

  private static LogListResult entries() {
    EntryResult entry =
        EntryResult.newBuilder()
            .setId(id("e"))
            .setDevice(id("d"))
            .setMember("مریم")
            .setSeq(1)
            .setAct("genesis")
            .setTime(TIME)
            .setBytes(512)
            .setState("counts")
            .build();
    return LogListResult.newBuilder().addItems(entry).setNext(id("e")).build();
  }
}
