package org.peyvand.cli;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.cli.command.Root;
import org.peyvand.cli.render.Messages;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a command. What is typed stands alone on its line and the sentence about it on the
 * next, so that it reads well in both directions and aloud.
 */
final class HelpPage {
  private static final String INDENT = "  ";
  private static final String DEEPER = "      ";

  private final Messages messages;
  private final StringBuilder page = new StringBuilder();

  HelpPage(Messages messages) {
    this.messages = messages;
  }

  String of(CommandSpec command) {
    String path = Root.path(command);
    String key = key(path);
    line(messages.plain(key));
    section("usage", List.of());
    line(INDENT + synopsis(command));
    commands(command, path);
    arguments(command, key);
    section("example", List.of());
    line(INDENT + messages.plain(key + ".example"));
    if (!path.isEmpty()) {
      line("");
      line(messages.plain("help.everywhere"));
      line(INDENT + "peyvand --help");
    }
    return page.toString();
  }

  private static String key(String path) {
    return path.isEmpty() ? "help" : "help." + path.replace(' ', '-');
  }

  private static String synopsis(CommandSpec command) {
    StringBuilder line = new StringBuilder(command.qualifiedName());
    for (OptionSpec option : own(command)) {
      if (!option.usageHelp() && !option.versionHelp()) {
        boolean repeats = option.arity().max() > 0 && option.isMultiValue();
        String written = written(option);
        line.append(option.required() ? " " + written : " [" + written + "]");
        line.append(repeats ? "…" : "");
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      line.append(' ').append(parameter.paramLabel());
      line.append(parameter.isMultiValue() ? "…" : "");
    }
    if (!command.subcommands().isEmpty()) {
      line.append(" COMMAND");
    }
    return line.toString();
  }

  private static String written(OptionSpec option) {
    String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    return option.longestName() + label;
  }

  private void commands(CommandSpec command, String path) {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("commands", List.of());
    for (String name : command.subcommands().keySet()) {
      line(INDENT + name);
      line(DEEPER + messages.plain(key((path + " " + name).strip())));
    }
  }

  private void arguments(CommandSpec command, String key) {
    List<OptionSpec> options = own(command);
    section("parameters", command.positionalParameters());
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      argument(parameter.paramLabel(), key, parameter.paramLabel());
    }
    section("options", options);
    for (OptionSpec option : options) {
      argument(written(option), key, option.longestName().replaceFirst("^--", ""));
    }
  }

  private static List<OptionSpec> own(CommandSpec command) {
    List<OptionSpec> own = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!option.inherited()) {
        own.add(option);
      }
    }
    return own;
  }

  private void argument(String written, String key, String name) {
    line(INDENT + written);
    String own = key + "." + name;
    boolean special = !key.equals("help") && messages.has(own);
    line(DEEPER + messages.plain(special ? own : "help.any." + name));
  }

  private void section(String name, List<? extends ArgSpec> arguments) {
    boolean empty = arguments.isEmpty() && (name.equals("parameters") || name.equals("options"));
    if (!empty) {
      line("");
      line(messages.plain("help.section." + name));
    }
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
