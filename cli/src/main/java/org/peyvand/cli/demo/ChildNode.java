package org.peyvand.cli.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peyvand.node.control.ControlClient;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;

/** A node in a process of its own. */
public final class ChildNode implements Closeable {
  private static final Pattern READY = Pattern.compile("\"listen\":\"([^\"]+):([0-9]+)\"");

  private final Path home;
  private final Process process;
  private final InetSocketAddress address;

  private ChildNode(Path home, Process process, InetSocketAddress address) {
    this.home = home;
    this.process = process;
    this.address = address;
  }

  /** Starts «peyvand run» on a home, by the program that runs now, for a short life. */
  public static ChildNode start(Path home, Path passphraseFile) throws IOException {
    return start(home, passphraseFile, List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
  }

  /** Starts «peyvand run» on a home, by the program that runs now. */
  public static ChildNode start(Path home, Path passphraseFile, List<String> jvm)
      throws IOException {
    List<String> command = command(jvm, home, passphraseFile, "run --listen 127.0.0.1:0");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = out.readLine();
    Matcher ready = READY.matcher(first == null ? "" : first);
    if (!ready.find()) {
      process.destroy();
      throw new IOException("a node in " + home + ": expected that it is ready, found " + first);
    }
    int port = Integer.parseInt(ready.group(2));
    return new ChildNode(home, process, new InetSocketAddress(ready.group(1), port));
  }

  /**
   * What starts this program once more.
   *
   * @param jvm options of the Java machine
   * @param words what is asked, with a space between two words
   */
  public static List<String> command(
      List<String> jvm, Path home, Path passphraseFile, String words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.peyvand.cli.Main");
    command.addAll(List.of("--home", home.toString()));
    command.addAll(List.of("--passphrase-file", passphraseFile.toString()));
    command.addAll(List.of(words.split(" ")));
    return command;
  }

  public InetSocketAddress address() {
    return address;
  }

  public long processId() {
    return process.pid();
  }

  /** Asks the node, as every command does. */
  public Result ask(Request.Builder request) throws IOException, ControlException {
    try (ControlClient client =
        ControlClient.reach(home).orElseThrow(() -> new IOException("no node in " + home))) {
      Reply reply = client.call(request.build(), meanwhile -> {});
      if (reply.hasFailure()) {
        throw new ControlException(reply.getFailure());
      }
      return reply.getResult();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
