package org.peyvand.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peyvand.cli.bench.Benchmark;
import org.peyvand.cli.bench.Plan;
import org.peyvand.cli.render.Json;
import org.peyvand.cli.session.Session;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;

/** Measures and tells; apart from its command, so that help need not load it. */
final class BenchShow {
  private static final int MOST_ENTRIES = 10_000_000;

  private BenchShow() {}

  /**
   * @param entries 0: as many as the work usually takes; authors alike
   */
  static int show(Session session, String work, int entries, int authors, int payload, int writers)
      throws ControlException {
    Benchmark benchmark = Benchmark.valueOf(work);
    int devices = authors == 0 ? benchmark.authors() : authors;
    Plan plan =
        new Plan(
            checked(Plan.ENTRIES, entries == 0 ? benchmark.entries() : entries, MOST_ENTRIES),
            checked(Plan.AUTHORS, devices, Benchmark.MOST_AUTHORS),
            checked("--payload", payload, Benchmark.MOST_PAYLOAD),
            checked("--writers", writers, Benchmark.MOST_WRITERS));
    Optional<String> tooLittle = benchmark.refusal(plan);
    if (tooLittle.isPresent()) {
      int value = tooLittle.get().equals(Plan.AUTHORS) ? plan.authors() : plan.entries();
      throw new ControlException(FailureCode.BAD_VALUE, tooLittle.get(), Integer.toString(value));
    }
    try {
      tell(session, work, benchmark.measure(plan, left -> tellLeft(session, left)));
      return 0;
    } catch (IOException e) {
      throw new ControlException(e, FailureCode.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private static void tellLeft(Session session, Path folder) {
    session.terminal().err().println(session.messages().text("demo.left", folder));
  }

  private static int checked(String option, int value, int most) throws ControlException {
    if (value < 1 || value > most) {
      throw new ControlException(FailureCode.BAD_VALUE, option, Integer.toString(value));
    }
    return value;
  }

  private static void tell(Session session, String work, Map<String, Object> figures) {
    if (session.settings().json()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("work", work);
      facts.putAll(figures);
      session.terminal().out().print(Json.facts("bench", facts) + "\n");
    } else {
      figures.forEach(
          (name, value) ->
              session.terminal().out().println(session.messages().text("bench." + name, value)));
    }
  }
}
