package org.peyvand.cli.render;

import org.peyvand.node.control.proto.DecisionResult;

/** What is said of acts of power beside what is said of every decision. */
final class PowerText {
  private PowerText() {}

  static void effect(DecisionResult decision, Page page) {
    page.say("show.effect", phrase(decision, page.messages()));
    page.sayIf(
        decision.getEffect().equals("cut-history") && decision.getState().equals("open"),
        "show.cut-history");
    boolean device = decision.getEffect().equals("retire-device");
    boolean undoes = decision.getEffect().equals("recover") && decision.hasValue();
    if (device) {
      page.code(decision.getTarget());
    }
    if (undoes) {
      page.say("show.undo");
      for (String entry : decision.getValue().split(",")) {
        page.code(entry);
      }
    }
  }

  private static String phrase(DecisionResult decision, Messages messages) {
    return EffectText.phrase(
        messages, decision.getEffect(), decision.getTargetNamesList(), decision.getValue());
  }

  static void voted(DecisionResult decision, Page page) {
    boolean agreed = decision.getOwnChoice().equals("agree");
    page.say(agreed ? "done.vote-agree" : "done.vote-power");
    next(decision, page);
  }

  static void enacted(DecisionResult decision, Page page) {
    page.say("outcome.enacted", decision.getTitle(), phrase(decision, page.messages()));
    if (decision.getEffect().equals("cut-history")) {
      page.gap().say("notice.history-cut").code("peyvand passphrase change");
    }
  }

  static void now(DecisionResult decision, Page page) {
    boolean same =
        decision.getElectorate() == decision.getElectorateNow()
            && decision.getNeeded() == decision.getNeededNow()
            && decision.getAgreed() == decision.getAgreedNow();
    page.sayIf(
        !same && decision.getState().equals("open"),
        "show.needed-now",
        decision.getAgreedNow(),
        decision.getElectorateNow(),
        decision.getNeededNow());
  }

  /** What can be done now: enact it, or wait for these. */
  static void next(DecisionResult decision, Page page) {
    if (!decision.getState().equals("open")) {
      return;
    }
    if (decision.getEnough()) {
      page.say("next.enact").code("peyvand decision enact " + Page.shortId(decision.getId()));
    } else if (decision.getAwaitedNamesCount() > 0) {
      String comma = page.messages().plain("list.comma");
      page.say("show.awaited", String.join(comma, decision.getAwaitedNamesList()));
    }
  }
}
