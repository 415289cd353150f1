package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peyvand.cli.command.Root;
import picocli.CommandLine;

class HelpTest {
  private static List<String> paths(CommandLine command) {
    List<String> paths = new ArrayList<>();
    paths.add(Root.path(command.getCommandSpec()));
    command.getSubcommands().values().forEach(sub -> paths.addAll(paths(sub)));
    return paths;
  }

  @Test
  void everyCommandHasHelpWithAnExampleInBothLanguages() {
    CommandLine whole = Root.commandLine(settings -> null, "completion");
    List<String> paths = paths(whole);
    assertTrue(paths.size() > 40, paths.toString());
    for (String path : paths) {
      for (String language : List.of("en", "fa")) {
        List<String> words = new ArrayList<>(List.of("--lang", language));
        words.addAll(path.isEmpty() ? List.of() : List.of(path.split(" ")));
        words.add("--help");
        Cli.Ran ran = Cli.answering().run(words.toArray(new String[0]));
        assertEquals(0, ran.exit(), path + ran.err());
        assertTrue(ran.out().contains("\n  peyvand " + path), ran.out());
      }
    }
  }

  @Test
  void everyLineOfHelpIsInOneDirection() {
    Cli.Ran ran = Cli.answering().run("decision", "vote", "--help", "--lang", "fa");
    assertTrue(ran.out().contains("\n  CHOICE\n      موافق"), ran.out());
  }
}
