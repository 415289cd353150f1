package org.peyvand.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import org.peyvand.cli.render.Json;
import org.peyvand.cli.render.Messages;
import org.peyvand.cli.render.Page;
import org.peyvand.cli.render.ResultText;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DoctorItem;
import org.peyvand.node.control.proto.Result;

/** One run: carries requests to the node and shows what comes of them. */
public final class Session {
  private final Terminal terminal;
  private final Settings settings;
  private final Messages messages;
  private final Passphrases passphrases;
  private final NodeDoor door;

  public Session(Terminal terminal, Settings settings, Messages messages, LocalNode local) {
    this.terminal = terminal;
    this.settings = settings;
    this.messages = messages;
    this.passphrases = new Passphrases(settings, terminal, messages);
    this.door = new NodeDoor(settings.home(terminal), local, passphrases);
  }

  public Terminal terminal() {
    return terminal;
  }

  public Settings settings() {
    return settings;
  }

  public Messages messages() {
    return messages;
  }

  /** A request to fill. */
  public Ask ask() {
    return new Ask(this);
  }

  /** Makes the home and returns the exit code. */
  public int init(String name) throws ControlException {
    show(door.init(name), "init");
    hint("next.network");
    return 0;
  }

  /**
   * Sends a filled request, shows its result and returns the exit code.
   *
   * @param command what was asked, for example {@code network create}
   */
  public int answer(Ask ask, String command) throws ControlException {
    ask.request().setNetwork(settings.network());
    Result result = watched(meanwhile -> door.call(ask.request().build(), meanwhile));
    show(result, command);
    boolean damaged = result.hasLogVerify() && !result.getLogVerify().getOk();
    return damaged ? FailureCode.HOME_DAMAGED.exitCode() : 0;
  }

  /**
   * Makes the home of a backup and returns the exit code.
   *
   * @param passphraseFile of the backup; empty: as the home's
   */
  public int restore(String file, String passphraseFile, String command) throws ControlException {
    Path path = Path.of(ask().path(file));
    show(watched(meanwhile -> door.restore(path, passphraseFile, meanwhile)), command);
    hint("next.link");
    return 0;
  }

  /** Reads a backup whole and returns the exit code; {@code passphraseFile} as above. */
  public int verify(String file, String passphraseFile, String command) throws ControlException {
    Path path = Path.of(ask().path(file));
    show(watched(meanwhile -> door.verify(path, passphraseFile, meanwhile)), command);
    return 0;
  }

  String backupPassphrase(String file) throws ControlException {
    char[] typed = passphrases.freshForBackup(file);
    try {
      return new String(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /** Changes the passphrase and returns the exit code. */
  public int changePassphrase(String file) throws ControlException {
    show(watched(meanwhile -> door.changePassphrase(file, meanwhile)), "passphrase change");
    return 0;
  }

  /** Looks for what is wrong; one thing that is makes the exit code 1. */
  public int examine() throws ControlException {
    Result result = watched(door::examine);
    show(result, "doctor");
    boolean ok = result.getDoctor().getItemsList().stream().allMatch(DoctorItem::getOk);
    return ok ? 0 : 1;
  }

  /**
   * What a person answers to a question that cannot be undone.
   *
   * @param instead the option to name where nobody can be asked
   * @throws ControlException with no-home where there is nothing to ask about
   */
  public String askBeforeWiping(String instead) throws ControlException {
    door.requireAnything();
    if (settings.noInput() || !terminal.interactive()) {
      throw new ControlException(FailureCode.YES_NEEDED, instead);
    }
    terminal.err().print(messages.plain("ask.wipe") + " ");
    terminal.err().flush();
    try {
      String line = terminal.in().readLine();
      return line == null ? "" : line;
    } catch (IOException broken) {
      throw new ControlException(broken, FailureCode.IO, "-", String.valueOf(broken.getMessage()));
    }
  }

  /** Destroys the home and returns the exit code. */
  public int wipe() throws ControlException {
    door.requireAnything();
    Result result = door.wipe();
    show(result, "wipe");
    return result.getWipe().getLeftCount() == 0 ? 0 : 1;
  }

  private interface Work {
    Result run(Meanwhile meanwhile) throws ControlException;
  }

  private Result watched(Work work) throws ControlException {
    boolean moving = terminal.interactive() && !settings.json() && !settings.plain();
    Meanwhile meanwhile = new Meanwhile(terminal, messages, moving);
    try {
      return work.run(meanwhile);
    } finally {
      meanwhile.end();
    }
  }

  /**
   * Runs the node until the process is interrupted. The first line says in JSON where it listens,
   * for scripts as well as people.
   */
  public int run(LocalNode.Start start) throws ControlException {
    LocalNode.Running running = door.run(start);
    Runtime.getRuntime().addShutdownHook(new Thread(new Closing(running), "peyvand-closing"));
    terminal.out().print(Json.ready(running.listen(), running.device()) + "\n");
    terminal.out().flush();
    hint("run.ready");
    if (!running.proxy().isEmpty() && !settings.json()) {
      terminal.err().println(messages.text("run.proxy", running.proxy()));
    }
    try {
      running.awaitEnd();
      hint("run.wiped");
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Leaves the home in order when the process is told to end. */
  private record Closing(LocalNode.Running running) implements Runnable {
    @Override
    public void run() {
      try {
        running.close();
      } catch (IOException lost) {
        throw new UncheckedIOException("closing the node", lost);
      }
    }
  }

  private void show(Result result, String command) {
    if (settings.json()) {
      terminal.out().print(Json.of(result) + "\n");
    } else {
      Page page = new Page(messages, look(), ZoneId.systemDefault());
      ResultText.write(result, command, page);
      terminal.out().print(page);
    }
    terminal.out().flush();
  }

  private Page.Look look() {
    if (settings.plain()) {
      return Page.Look.ALOUD;
    }
    if (!terminal.interactive()) {
      return Page.Look.PLAIN_TEXT;
    }
    return terminal.showsBlocks() ? Page.Look.RICH : Page.Look.SIGNS;
  }

  /** Says what could come next, to people only. */
  private void hint(String key) {
    if (!settings.json()) {
      terminal.err().println(messages.plain(key));
    }
  }

  void takePassphraseFromInput() throws ControlException {
    passphrases.takeFromInput();
  }
}
