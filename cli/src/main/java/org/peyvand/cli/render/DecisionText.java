package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.BallotReason;
import org.peyvand.node.control.proto.DecisionListResult;
import org.peyvand.node.control.proto.DecisionResult;
import org.peyvand.node.control.proto.Explanation;

/** Decisions in words. */
final class DecisionText {
  private DecisionText() {}

  static void one(DecisionResult decision, String command, Page page) {
    switch (command) {
      case "decision propose" -> proposed(decision, page);
      case "decision vote" -> voted(decision, page);
      case "decision enact" -> PowerText.enacted(decision, page);
      case "decision withdraw" -> page.say("done.withdraw", decision.getTitle());
      case "decision close" -> outcome(decision, page);
      default -> show(decision, page);
    }
  }

  private static void proposed(DecisionResult decision, Page page) {
    page.say("done.propose", decision.getTitle()).code(decision.getId());
    String choice = decision.getChoicesCount() == 0 ? "agree" : decision.getChoices(0);
    String command = "peyvand decision vote " + Page.shortId(decision.getId()) + " " + choice;
    page.say("next.vote").code(command);
  }

  private static void voted(DecisionResult decision, Page page) {
    if (decision.hasEffect()) {
      PowerText.voted(decision, page);
    } else {
      page.say("done.vote");
    }
  }

  private static void show(DecisionResult decision, Page page) {
    Messages messages = page.messages();
    page.say("show.decision", decision.getTitle());
    page.sayIf(!decision.getProposer().isEmpty(), "show.proposer", decision.getProposer());
    page.text(decision.getText());
    page.say("show.method", messages.word("method", decision.getMethod()));
    if (decision.hasEffect()) {
      PowerText.effect(decision, page);
    }
    outcome(decision, page);
    ending(decision, page);
    counts(decision, page);
    explanation(decision.getExplanation(), page);
    if (decision.hasEffect()) {
      PowerText.now(decision, page);
    }
    page.sayIf(
        decision.hasOwnChoice(), "show.own", messages.word("choice", decision.getOwnChoice()));
    decision.getReasonsList().forEach(reason -> reason(reason, page));
    page.sayIf(decision.getLate() > 0, "show.late", decision.getLate());
    page.sayIf(decision.getLateWouldChange(), "show.late-would-change");
    page.code(decision.getId());
    if (decision.hasEffect()) {
      PowerText.next(decision, page);
    }
  }

  private static void outcome(DecisionResult decision, Page page) {
    String result = decision.getResult();
    switch (decision.getState()) {
      case "enacted" -> PowerText.enacted(decision, page);
      case "open", "closing" -> provisional(decision, page);
      case "contested" -> contested(decision, page);
      case "settled" -> page.say(settled(result), decision.getTitle(), result);
      default ->
          page.say("show.state", page.messages().word("decision-state", decision.getState()));
    }
  }

  private static String settled(String result) {
    return switch (result) {
      case "passed" -> "outcome.passed";
      case "failed" -> "outcome.failed";
      default -> "outcome.option";
    };
  }

  private static void provisional(DecisionResult decision, Page page) {
    page.say("show.state", page.messages().word("decision-state", decision.getState()));
    if (decision.hasEffect()) {
      return;
    }
    long awaited = decision.getAwaited();
    page.say(awaited == 0 ? "outcome.all-voted" : "outcome.provisional", awaited);
  }

  private static void contested(DecisionResult decision, Page page) {
    page.say("outcome.contested", decision.getTitle());
    for (String result : decision.getContestedResultsList()) {
      page.say("outcome.one-of", page.messages().word("result", result));
    }
  }

  /** Who enacted or withdrew it, and when they say it was. */
  private static void ending(DecisionResult decision, Page page) {
    if (decision.hasEndedEntry()) {
      String key = decision.getState().equals("enacted") ? "show.enacted-by" : "show.withdrawn-by";
      page.say(key, decision.getEndedBy(), page.date(decision.getEndedAt()));
      page.code(decision.getEndedEntry());
    }
  }

  private static void counts(DecisionResult decision, Page page) {
    page.say("show.voted", decision.getVoted(), decision.getElectorate());
    decision
        .getCountsMap()
        .forEach(
            (choice, count) ->
                page.say("show.count", page.messages().word("choice", choice), count));
  }

  private static void explanation(Explanation explanation, Page page) {
    String key = "explanation." + explanation.getKey();
    page.sayIf(page.messages().has(key), key, explanation.getNumbersList().toArray());
  }

  private static void reason(BallotReason reason, Page page) {
    String choice = page.messages().word("choice", reason.getChoice());
    page.say(reason.getLate() ? "show.reason-late" : "show.reason", reason.getMember(), choice);
    page.text(reason.getReason());
  }

  static void list(DecisionListResult decisions, Page page) {
    if (decisions.getItemsCount() == 0) {
      page.say("empty.decisions");
      return;
    }
    List<List<String>> rows =
        decisions.getItemsList().stream().map(decision -> row(decision, page)).toList();
    page.table(List.of("id", "state", "result", "voted", "title"), rows);
  }

  private static List<String> row(DecisionResult decision, Page page) {
    Messages messages = page.messages();
    return List.of(
        Page.shortId(decision.getId()),
        messages.word("decision-state", decision.getState()),
        decision.hasResult()
            ? messages.word("result", decision.getResult())
            : messages.plain("list.not-yet"),
        messages.text("list.of", decision.getVoted(), decision.getElectorate()),
        decision.getTitle());
  }
}
