package org.peyvand.cli.session;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What the program sees of the world.
 *
 * @param interactive whether a person sees the output and can answer
 * @param askSecret prints a question and reads an answer without echo; null at the end of input
 */
public record Terminal(
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean interactive,
    Function<String, char[]> askSecret) {

  private static final int CONSOLE_WITHOUT_TERMINAL = 22;

  /** The terminal that this process runs in. */
  public static Terminal ofProcess() {
    Console console = System.console();
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.getenv(),
        console != null && isTerminal(console),
        new Secrets(console));
  }

  private record Secrets(Console console) implements Function<String, char[]> {
    @Override
    public char[] apply(String question) {
      return console == null ? null : console.readPassword("%s", question);
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Since Java 22 there is a console also where there is no terminal, and it can say so. */
  private static boolean isTerminal(Console console) {
    if (Runtime.version().feature() < CONSOLE_WITHOUT_TERMINAL) {
      return true;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError("Java 22 and later have Console.isTerminal", impossible);
    }
  }

  /** Whether half blocks can be shown: in UTF-8, and where something draws. */
  boolean showsBlocks() {
    String charset = variable("LC_ALL") + variable("LC_CTYPE") + variable("LANG");
    boolean utf8 = charset.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
    return utf8 && !variable("TERM").equals("dumb");
  }

  /** A variable of the environment; empty where it is not set. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
