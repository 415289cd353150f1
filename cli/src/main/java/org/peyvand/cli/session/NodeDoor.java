package org.peyvand.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.peyvand.node.control.ControlClient;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;

/**
 * The way to the node: through the socket of a running one, else by opening the home here. The
 * person sees no difference.
 */
final class NodeDoor {
  /** How long a home that another command holds is waited for. */
  private static final Duration BUSY_PATIENCE = Duration.ofSeconds(5);

  private static final Duration BUSY_PAUSE = Duration.ofMillis(100);

  private final Path home;
  private final LocalNode local;
  private final Passphrases passphrases;

  NodeDoor(Path home, LocalNode local, Passphrases passphrases) {
    this.home = home;
    this.local = local;
    this.passphrases = passphrases;
  }

  /** Makes the home; asks for nothing where there is one. */
  Result init(String name) throws ControlException {
    if (local.exists(home)) {
      throw new ControlException(FailureCode.HOME_EXISTS, home.toString());
    }
    char[] passphrase = passphrases.fresh();
    try {
      return local.init(home, name, passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /**
   * Makes the home of a backup.
   *
   * @param passphraseFile of the backup; empty: as the home's
   */
  Result restore(Path file, String passphraseFile, Consumer<Reply> meanwhile)
      throws ControlException {
    if (local.exists(home)) {
      throw new ControlException(FailureCode.HOME_EXISTS, home.toString());
    }
    char[] ofBackup = passphrases.ofBackup(passphraseFile);
    char[] passphrase = passphrases.fresh();
    try {
      return local.restore(home, file, passphrase, ofBackup, new LastReply(meanwhile));
    } finally {
      Arrays.fill(ofBackup, '\0');
      Arrays.fill(passphrase, '\0');
    }
  }

  /** Reads a backup whole; needs no home. */
  Result verify(Path file, String passphraseFile, Consumer<Reply> meanwhile)
      throws ControlException {
    char[] ofBackup = passphrases.ofBackup(passphraseFile);
    try {
      return local.verify(file, ofBackup, new LastReply(meanwhile));
    } finally {
      Arrays.fill(ofBackup, '\0');
    }
  }

  /** Runs the node of this home. */
  LocalNode.Running run(String listen) throws ControlException {
    if (!local.exists(home)) {
      throw new ControlException(FailureCode.NO_HOME, home.toString());
    }
    char[] passphrase = passphrases.existing();
    try {
      return local.run(home, passphrase, listen);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /**
   * Has the request answered.
   *
   * @param meanwhile is given the progress and notice frames as they come
   */
  Result call(Request request, Consumer<Reply> meanwhile) throws ControlException {
    Optional<Result> running = askRunning(request, meanwhile);
    if (running.isPresent()) {
      return running.get();
    }
    if (!local.exists(home)) {
      throw new ControlException(FailureCode.NO_HOME, home.toString());
    }
    char[] passphrase = passphrases.existing();
    try {
      return openAndAsk(request, passphrase, meanwhile);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private Optional<Result> askRunning(Request request, Consumer<Reply> meanwhile)
      throws ControlException {
    Optional<ControlClient> reached = ControlClient.reach(home);
    if (reached.isEmpty()) {
      return Optional.empty();
    }
    try (ControlClient client = reached.get()) {
      return Optional.of(resultOf(client.call(request, meanwhile)));
    } catch (IOException cut) {
      throw new ControlException(cut, FailureCode.CONNECTION_LOST);
    }
  }

  /** Another command may hold the home for a moment, or a node may be starting in it. */
  private Result openAndAsk(Request request, char[] passphrase, Consumer<Reply> meanwhile)
      throws ControlException {
    long deadline = System.nanoTime() + BUSY_PATIENCE.toNanos();
    while (true) {
      Optional<LocalNode.Opened> opened = open(passphrase, System.nanoTime() > deadline);
      if (opened.isPresent()) {
        return askHere(opened.get(), request, meanwhile);
      }
      LockSupport.parkNanos(BUSY_PAUSE.toNanos());
      Optional<Result> running = askRunning(request, meanwhile);
      if (running.isPresent()) {
        return running.get();
      }
    }
  }

  /** The opened home; empty while it is busy, unless this is the last try. */
  private Optional<LocalNode.Opened> open(char[] passphrase, boolean last) throws ControlException {
    try {
      return Optional.of(local.open(home, passphrase));
    } catch (ControlException refused) {
      if (last || !refused.failure().getCode().equals(FailureCode.HOME_BUSY.key())) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  private Result askHere(LocalNode.Opened opened, Request request, Consumer<Reply> meanwhile)
      throws ControlException {
    LastReply last = new LastReply(meanwhile);
    try (LocalNode.Opened node = opened) {
      node.handle(request, last);
    } catch (IOException cannotClose) {
      throw new ControlException(
          cannotClose, FailureCode.IO, home.toString(), String.valueOf(cannotClose.getMessage()));
    }
    return resultOf(last.reply());
  }

  private static Result resultOf(Reply reply) throws ControlException {
    if (reply.hasFailure()) {
      throw new ControlException(reply.getFailure());
    }
    return reply.getResult();
  }
}
