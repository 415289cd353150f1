package org.peyvand.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish: one line for each word, with the words that must stand before. */
final class FishCompletion {
  private final StringBuilder script = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  static String script(CommandSpec root) {
    FishCompletion completion = new FishCompletion(root.name());
    completion.command(root, List.of());
    return completion.script.toString();
  }

  private void command(CommandSpec command, List<String> before) {
    for (CommandLine sub : command.subcommands().values()) {
      String name = sub.getCommandSpec().name();
      line(condition(before, command), "-f -a " + name);
      List<String> with = new ArrayList<>(before);
      with.add(name);
      command(sub.getCommandSpec(), with);
    }
    for (OptionSpec option : command.options()) {
      if (before.isEmpty() || !option.inherited()) {
        option(option, before);
      }
    }
  }

  private void option(OptionSpec option, List<String> before) {
    String argument = option.arity().max() > 0 ? " -r" : "";
    line(seen(before), "-l " + option.longestName().replaceFirst("^--", "") + argument);
  }

  private void line(String condition, String what) {
    script.append("complete -c ").append(program);
    if (!condition.isEmpty()) {
      script.append(" -n '").append(condition).append('\'');
    }
    script.append(' ').append(what).append('\n');
  }

  private static String seen(List<String> words) {
    List<String> conditions = new ArrayList<>();
    words.forEach(word -> conditions.add("__fish_seen_subcommand_from " + word));
    return String.join("; and ", conditions);
  }

  /** A word fits where those before it stand and none of its own kind stands yet. */
  private static String condition(List<String> before, CommandSpec command) {
    String none =
        "not __fish_seen_subcommand_from " + String.join(" ", command.subcommands().keySet());
    return before.isEmpty() ? none : seen(before) + "; and " + none;
  }
}
