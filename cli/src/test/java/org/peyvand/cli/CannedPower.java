package org.peyvand.cli;

import static org.peyvand.cli.Canned.id;

import java.util.List;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.DeviceResult;
import org.peyvand.node.control.proto.Explanation;
import org.peyvand.node.control.proto.MemberResult;
import org.peyvand.node.control.proto.Reason;

/** Answers about acts of power and whom they were about. */
final class CannedPower {
  private CannedPower() {}

  static MemberResult suspended() {
    return MemberResult.newBuilder()
        .setId(id("8"))
        .setName("Omid")
        .setRole("member")
        .setState("suspended")
        .setDevices(1)
        .addDeviceIds(id("b"))
        .addAllBecause(List.of(id("a"), id("b"), id("c"), id("d")))
        .addReasons(reason("a", "admit", "مریم").addAbout("Omid"))
        .addReasons(
            reason("b", "enact", "Sara")
                .setEffect("grant-role")
                .addAbout("Omid")
                .setText("steward")
                .setAgreed(5)
                .setElectorate(7))
        .addReasons(reason("c", "retire", "Omid").addAbout("Omid"))
        .addReasons(reason("d", "suspend", "مریم").addAbout("Omid").setText("Sold the list."))
        .addAllDevices(DeviceResult.newBuilder().setId(id("b")).setState("in-use"))
        .addAllDevices(DeviceResult.newBuilder().setId(id("c")).setState("retired"))
        .setSetAside(2)
        .build();
  }

  static MemberResult newcomer() {
    return MemberResult.newBuilder()
        .setId(id("9"))
        .setName("سارا")
        .setRole("newcomer")
        .setState("active")
        .setDevices(1)
        .build();
  }

  private static Reason.Builder reason(String digit, String act, String by) {
    return Reason.newBuilder().setEntry(id(digit)).setAct(act).setBy(by);
  }

  private static DecisionResult.Builder decision() {
    return DecisionResult.newBuilder()
        .setId(id("7"))
        .setTitle("Omid goes")
        .setMethod("threshold")
        .setProposer("مریم")
        .setEffect("expel")
        .setTarget(id("8"))
        .addTargetNames("Omid")
        .putCounts("agree", 3)
        .putCounts("abstain", 0)
        .putCounts("disagree", 1)
        .setElectorate(7)
        .setVoted(4)
        .setNeeded(4)
        .setElectorateNow(6)
        .setNeededNow(4)
        .addBecause(id("e"))
        .addAllChoices(List.of("agree", "abstain", "disagree"))
        .setOwnChoice("agree");
  }

  /** Of several kinds, by the beginning of the id that was typed. */
  static DecisionResult proposed(String typed) {
    return switch (typed) {
      case "78" -> enacted();
      case "79" -> withdrawn();
      default -> open(typed);
    };
  }

  private static DecisionResult open(String typed) {
    return kind(typed)
        .setState("open")
        .setProvisional(true)
        .setAgreed(3)
        .setAgreedNow(3)
        .setEnough(false)
        .setAwaited(2)
        .addAllAwaitedNames(List.of("Sara", "Kian"))
        .setExplanation(
            Explanation.newBuilder().setKey("threshold-failed").addAllNumbers(List.of(3L, 7L, 4L)))
        .build();
  }

  private static DecisionResult.Builder kind(String typed) {
    DecisionResult.Builder decision = decision();
    return switch (typed) {
      case "71" -> about(decision, "grant-role", id("8"), "Omid").setValue("steward");
      case "72" -> about(decision, "retire-device", id("b"), "Omid");
      case "73" ->
          decision.clearTarget().clearTargetNames().setEffect("policy").setValue("quorum=60");
      case "74" ->
          decision
              .clearTarget()
              .clearTargetNames()
              .setEffect("policy")
              .setValue("admission-gives=newcomer");
      case "75" ->
          decision
              .clearTarget()
              .clearTargetNames()
              .setEffect("policy")
              .setValue("tellers=all-members");
      case "76" ->
          about(decision, "recover", id("6") + "," + id("8"), "مریم", "Omid").setValue(id("e"));
      case "77" -> decision.clearTarget().clearTargetNames().setEffect("recover").setValue(id("e"));
      default -> decision;
    };
  }

  private static DecisionResult.Builder about(
      DecisionResult.Builder decision, String effect, String target, String... names) {
    return decision
        .setEffect(effect)
        .setTarget(target)
        .clearTargetNames()
        .addAllTargetNames(List.of(names));
  }

  static DecisionResult enacted() {
    return decision()
        .setState("enacted")
        .setResult("passed")
        .setAgreed(4)
        .setAgreedNow(4)
        .setEnough(true)
        .setExplanation(
            Explanation.newBuilder().setKey("threshold-ended").addAllNumbers(List.of(4L, 7L, 4L)))
        .setEndedBy("Sara")
        .setEndedAt("2026-02-03T09:00:00Z")
        .setEndedEntry(id("f"))
        .build();
  }

  private static DecisionResult withdrawn() {
    return decision()
        .setState("withdrawn")
        .setAgreed(4)
        .setAgreedNow(4)
        .setEnough(true)
        .setExplanation(
            Explanation.newBuilder().setKey("threshold-ended").addAllNumbers(List.of(4L, 7L, 4L)))
        .setEndedBy("مریم")
        .setEndedAt("2026-02-03T09:00:00Z")
        .setEndedEntry(id("f"))
        .build();
  }
}
