package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.peyvand.node.control.ControlClient;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;

/** Somebody's laptop: a home, and the program, each command in a process of its own. */
final class Peyvand implements AutoCloseable {
  static final String PASSPHRASE = "چهار واژهٔ ساده و بلند";
  private static final int PATIENCE_S = 180;

  private final Path folder;
  private final String name;
  private final List<String> within;
  private Process node;
  private Facts ready;

  private Peyvand(Path folder, String name, List<String> within) {
    this.folder = folder;
    this.name = name;
    this.within = within;
  }

  /**
   * Nothing made yet.
   *
   * @param folder where the home, the passphrase and the temporary folder go, by name
   * @param within the words before each command, for example to run it in a network namespace
   */
  static Peyvand blank(Path folder, String name, String... within) {
    try {
      Files.createDirectories(folder.resolve(name + ".tmp"));
      Files.writeString(folder.resolve(name + ".passphrase"), PASSPHRASE + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Peyvand(folder, name, List.of(within));
  }

  /** A home that was made. */
  static Peyvand init(Path folder, String name, String... within) {
    Peyvand made = blank(folder, name, within);
    made.done("init", "--name", name);
    return made;
  }

  Path home() {
    return folder.resolve(name);
  }

  /** The folder that its processes take for temporary files. */
  Path temporary() {
    return folder.resolve(name + ".tmp");
  }

  String passphraseFile() {
    return folder.resolve(name + ".passphrase").toString();
  }

  /** Runs a command in JSON with the passphrase at hand. */
  Ran run(String... words) {
    List<String> all = new ArrayList<>(List.of("--json", "--passphrase-file", passphraseFile()));
    all.addAll(List.of(words));
    return bare(all.toArray(String[]::new));
  }

  /** Runs a command with nothing but the home added, and nobody to ask. */
  Ran bare(String... words) {
    Process process = null;
    try {
      Path err = Files.createTempFile(folder, name, ".err");
      process = command(words).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> List.of(words) + " hangs");
      Ran ran = new Ran(List.of(words), process.exitValue(), out, Files.readString(err));
      Files.delete(err);
      return ran;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(List.of(words).toString(), e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  Facts done(String... words) {
    return run(words).done();
  }

  /** Starts the node and waits until it is ready; returns HOST:PORT. */
  String start(String... options) {
    List<String> words = new ArrayList<>(List.of("--passphrase-file", passphraseFile(), "run"));
    words.addAll(List.of(options));
    try {
      node =
          command(words.toArray(String[]::new))
              .redirectError(folder.resolve(name + ".node.err").toFile())
              .start();
      String first = new BufferedReader(reader(node)).readLine();
      assertTrue(first != null, () -> name + " did not start: " + nodeErrors());
      ready = Facts.parse(first);
      return ready.text("listen");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the node on a free port of the loopback. */
  String startHere() {
    return start("--listen", "127.0.0.1:0");
  }

  Facts ready() {
    return ready;
  }

  long processId() {
    return node.pid();
  }

  /** What the node wrote to standard error. */
  String nodeErrors() {
    try {
      return Files.readString(folder.resolve(name + ".node.err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStreamReader reader(Process process) {
    return new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
  }

  /** As the end of the session, or a person with ctrl-c, does it. */
  void stop() {
    node.destroy();
    join();
  }

  /** As a dead battery does it. */
  void kill() {
    node.destroyForcibly();
    join();
  }

  private void join() {
    try {
      assertTrue(node.waitFor(PATIENCE_S, TimeUnit.SECONDS), name + " goes on");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    node = null;
  }

  /** Asks the running node without a process between: for what is asked very often. */
  Result ask(Request.Builder request) throws IOException {
    Reply reply = reply(request);
    assertTrue(reply.hasResult(), reply::toString);
    return reply.getResult();
  }

  Reply reply(Request.Builder request) throws IOException {
    try (ControlClient client =
        ControlClient.reach(home()).orElseThrow(() -> new IOException("no node in " + home()))) {
      return client.call(request.build(), meanwhile -> {});
    }
  }

  /** Of the only network of the running node: without a process, for it is waited for. */
  String digest() throws IOException {
    Request.Builder request = Request.newBuilder();
    request.getStatusBuilder();
    return ask(request).getStatus().getNetworks(0).getDigest();
  }

  /** The only network, in the node's own words. */
  Facts network() {
    return done("status").all("networks").get(0);
  }

  private ProcessBuilder command(String... words) {
    List<String> command = new ArrayList<>(within);
    command.addAll(Program.java(temporary(), "org.peyvand.cli.Main"));
    command.addAll(List.of("--home", home().toString(), "--no-input"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("PEYVAND_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  @Override
  public void close() {
    if (node != null) {
      kill();
    }
  }
}
