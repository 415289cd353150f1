package org.peyvand.cli.command;

import java.util.function.Function;
import org.peyvand.cli.session.Session;
import org.peyvand.cli.session.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: what can be said everywhere, and every command. */
@Command(
    name = "peyvand",
    subcommands = {
      Init.class,
      NetworkGroup.class,
      InviteGroup.class,
      Join.class,
      MemberGroup.class,
      PeerGroup.class,
      Sync.class,
      BundleGroup.class,
      DecisionGroup.class,
      ResourceGroup.class,
      Status.class,
      LogGroup.class,
      Completion.class
    })
public final class Root extends Group {
  @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT)
  private String home = "";

  @Option(names = "--network", paramLabel = "NETWORK", scope = ScopeType.INHERIT)
  private String network = "";

  @Option(names = "--json", scope = ScopeType.INHERIT)
  private boolean json;

  @Option(names = "--plain", scope = ScopeType.INHERIT)
  private boolean plain;

  @Option(names = "--lang", paramLabel = "LANGUAGE", scope = ScopeType.INHERIT)
  private Language language;

  @Option(names = "--no-input", scope = ScopeType.INHERIT)
  private boolean noInput;

  @Option(names = "--passphrase-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
  private String passphraseFile = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @Option(names = "--version", versionHelp = true)
  private boolean version;

  private final Function<Settings, Session> open;
  private Session session;

  /** The languages that the program speaks. */
  enum Language {
    en,
    fa
  }

  private Root(Function<Settings, Session> open) {
    this.open = open;
  }

  /**
   * The command line, ready to execute.
   *
   * @param open makes the session of a run, once the options given anywhere are known
   */
  public static CommandLine commandLine(Function<Settings, Session> open) {
    return new CommandLine(new Root(open))
        .registerConverter(Integer.class, Digits::integer)
        .registerConverter(int.class, Digits::integer)
        .registerConverter(Long.class, Digits::longInteger)
        .registerConverter(long.class, Digits::longInteger)
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true)
        .setPosixClusteredShortOptionsAllowed(false);
  }

  /** The words of a command without the program's name: {@code network create}. */
  public static String path(CommandSpec spec) {
    String name = spec.qualifiedName();
    int space = name.indexOf(' ');
    return space < 0 ? "" : name.substring(space + 1);
  }

  /** Whether only a noun, or nothing, was typed. */
  public static boolean lacksVerb(Exception problem) {
    return problem instanceof MissingVerbException;
  }

  Session session() {
    if (session == null) {
      session = open.apply(new Settings(home, network, json, plain, noInput, passphraseFile));
    }
    return session;
  }
}
