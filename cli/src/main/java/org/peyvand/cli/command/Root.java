package org.peyvand.cli.command;

import java.util.Arrays;
import java.util.List;
import org.peyvand.cli.session.Session;
import org.peyvand.cli.session.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: what can be said everywhere, and every command. */
@Command(name = "peyvand")
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

  /** Every word that may stand first, in the order of the help. */
  private static final List<String> COMMANDS =
      List.of(
          "init",
          "network",
          "invite",
          "join",
          "run",
          "member",
          "peer",
          "sync",
          "bundle",
          "backup",
          "decision",
          "resource",
          "status",
          "log",
          "passphrase",
          "doctor",
          "wipe",
          "demo",
          "bench",
          "completion");

  private final Sessions sessions;
  private Session session;

  /** Makes the session of a run, once the options given anywhere are known. */
  public interface Sessions {
    Session open(Settings settings);
  }

  /** The languages that the program speaks. */
  enum Language {
    en,
    fa
  }

  private Root(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * The command line, ready to execute. Only the commands that are among the words typed are built;
   * the others are known by name, which is all that help needs, and which starts in half the time.
   */
  public static CommandLine commandLine(Sessions sessions, String... typed) {
    System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    CommandLine program = new CommandLine(new Root(sessions));
    List<String> words = Arrays.asList(typed);
    boolean all = words.contains("completion");
    for (String name : COMMANDS) {
      boolean needed = all || words.contains(name);
      program.addSubcommand(name, needed ? command(name) : CommandSpec.create().name(name));
    }
    return program
        .registerConverter(int.class, new Digits.Int())
        .registerConverter(long.class, new Digits.Long())
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true)
        .setPosixClusteredShortOptionsAllowed(false);
  }

  private static Object command(String name) {
    return switch (name) {
      case "init" -> new Init();
      case "network" -> new NetworkGroup();
      case "invite" -> new InviteGroup();
      case "join" -> new Join();
      case "run" -> new Run();
      case "member" -> new MemberGroup();
      case "peer" -> new PeerGroup();
      case "sync" -> new Sync();
      case "bundle" -> new BundleGroup();
      case "backup" -> new BackupGroup();
      case "decision" -> new DecisionGroup();
      case "resource" -> new ResourceGroup();
      case "status" -> new Status();
      case "log" -> new LogGroup();
      case "passphrase" -> new PassphraseGroup();
      case "doctor" -> new Doctor();
      case "wipe" -> new Wipe();
      case "demo" -> new Demo();
      case "bench" -> new Bench();
      case "completion" -> new Completion();
      default -> throw new IllegalArgumentException("no command is named " + name);
    };
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
      session = sessions.open(new Settings(home, network, json, plain, noInput, passphraseFile));
    }
    return session;
  }
}
