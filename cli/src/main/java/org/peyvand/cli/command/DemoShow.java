package org.peyvand.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.peyvand.cli.demo.Story;
import org.peyvand.cli.render.Json;
import org.peyvand.cli.session.Session;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;

/** Puts the story into words; apart from its command, so that help need not load it. */
final class DemoShow {
  private DemoShow() {}

  static int show(Session session) throws ControlException {
    boolean json = session.settings().json();
    PrintStream out = json ? session.terminal().err() : session.terminal().out();
    try {
      Story.Ending ending = Story.tell(new Sentences(session, out));
      if (json) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("ok", ending.ok());
        facts.put("digest_equal", ending.digestEqual());
        facts.put("seconds", ending.seconds());
        session.terminal().out().print(Json.facts("demo", facts) + "\n");
      }
      return ending.ok() ? 0 : 1;
    } catch (IOException e) {
      throw new ControlException(e, FailureCode.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private record Sentences(Session session, PrintStream out) implements Story.Teller {
    @Override
    public void tell(String key, Object... arguments) {
      out.println(session.messages().text(key, arguments));
    }

    @Override
    public void code(String line) {
      out.println("\n    " + line + "\n");
    }
  }
}
