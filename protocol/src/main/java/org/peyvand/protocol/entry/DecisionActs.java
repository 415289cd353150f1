package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.proto.BallotProto;
import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.CloseProto;
import org.peyvand.protocol.entry.proto.NextRoundProto;
import org.peyvand.protocol.entry.proto.ProposeProto;

/** Encodings of the acts by which a group decides. */
final class DecisionActs {
  private DecisionActs() {}

  static boolean put(BodyProto.Builder body, Act act) {
    if (act instanceof Act.Propose propose) {
      body.setPropose(toProto(propose));
    } else if (act instanceof Act.Ballot ballot) {
      body.setBallot(toProto(ballot));
    } else if (act instanceof Act.Close close) {
      body.setClose(toProto(close));
    } else if (act instanceof Act.Acknowledge ack) {
      body.setAcknowledge(Refs.of(ack.close()));
    } else if (act instanceof Act.Confirm confirm) {
      body.setConfirm(Refs.of(confirm.close()));
    } else if (act instanceof Act.NextRound next) {
      body.setNextRound(toProto(next));
    } else if (act instanceof Act.Withdraw withdraw) {
      body.setWithdraw(Refs.of(withdraw.proposal()));
    } else {
      return false;
    }
    return true;
  }

  private static ProposeProto toProto(Act.Propose act) {
    ProposeProto.Builder proto =
        ProposeProto.newBuilder()
            .setTitle(act.title())
            .setText(act.text())
            .setMethod(act.method())
            .addAllOptions(act.options());
    act.effect().ifPresent(effect -> proto.setEffect(Effects.toProto(effect)));
    return proto.build();
  }

  private static BallotProto toProto(Act.Ballot act) {
    return BallotProto.newBuilder()
        .setProposal(Refs.bytes(act.proposal()))
        .setChoice(act.choice())
        .setReason(act.reason())
        .build();
  }

  private static CloseProto toProto(Act.Close act) {
    return CloseProto.newBuilder()
        .setProposal(Refs.bytes(act.proposal()))
        .setRound(act.round())
        .addAllBallots(act.ballots().stream().map(Refs::bytes).toList())
        .build();
  }

  private static NextRoundProto toProto(Act.NextRound act) {
    return NextRoundProto.newBuilder()
        .setProposal(Refs.bytes(act.proposal()))
        .setRound(act.round())
        .build();
  }

  static Act.Propose propose(ProposeProto proto) {
    List<String> options = proto.getOptionsList();
    Strict.require(
        options.size() <= Limits.OPTIONS,
        Reason.TOO_LARGE,
        "options: expected at most " + Limits.OPTIONS + ", found " + options.size());
    options.forEach(option -> Strict.text(option, Limits.CHOICE_CHARS, "option"));
    return new Act.Propose(
        Strict.text(proto.getTitle(), Limits.TITLE_CHARS, "title"),
        Strict.text(proto.getText(), Limits.TEXT_CHARS, "text"),
        Strict.text(proto.getMethod(), Limits.CHOICE_CHARS, "method"),
        options,
        proto.hasEffect() ? Optional.of(Effects.effect(proto.getEffect())) : Optional.empty());
  }

  static Act.Ballot ballot(BallotProto proto) {
    return new Act.Ballot(
        Refs.id(proto.getProposal()),
        Strict.text(proto.getChoice(), Limits.CHOICE_CHARS, "choice"),
        Strict.text(proto.getReason(), Limits.REASON_CHARS, "reason"));
  }

  static Act.Close close(CloseProto proto) {
    return new Act.Close(
        Refs.id(proto.getProposal()),
        round(proto.getRound()),
        Refs.ids(proto.getBallotsList(), Limits.CLOSE_BALLOTS, "ballots"));
  }

  static Act.NextRound nextRound(NextRoundProto proto) {
    return new Act.NextRound(Refs.id(proto.getProposal()), round(proto.getRound()));
  }

  private static int round(int round) {
    Strict.require(round >= 1, Reason.MALFORMED, "round: expected 1 or more, found " + round);
    return round;
  }
}
