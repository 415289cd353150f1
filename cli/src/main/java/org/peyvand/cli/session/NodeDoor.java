package org.peyvand.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.peyvand.node.control.ControlClient;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Doctor;
import org.peyvand.node.control.proto.DoctorItem;
import org.peyvand.node.control.proto.DoctorResult;
import org.peyvand.node.control.proto.Failure;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.Wipe;

/**
 * The way to the node: through the socket of a running one, else by opening the home here. The
 * person sees no difference.
 */
final class NodeDoor {
  /** How long a home that another command holds is waited for. */
  private static final Duration BUSY_PATIENCE = Duration.ofSeconds(5);

  /** How long a running node may take to forget its keys. */
  private static final Duration WIPE_PATIENCE = Duration.ofSeconds(5);

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
  LocalNode.Running run(LocalNode.Start start) throws ControlException {
    if (!local.exists(home)) {
      throw new ControlException(FailureCode.NO_HOME, home.toString());
    }
    char[] passphrase = passphrases.existing();
    try {
      return local.run(home, passphrase, start);
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

  /**
   * Brings the home under another passphrase.
   *
   * @param file the one whose first line is the new passphrase; empty where a person is asked
   */
  Result changePassphrase(String file, Consumer<Reply> meanwhile) throws ControlException {
    if (!local.exists(home)) {
      throw new ControlException(FailureCode.NO_HOME, home.toString());
    }
    if (isAnswering()) {
      throw new ControlException(FailureCode.NODE_RUNNING);
    }
    char[] old = passphrases.existing();
    try {
      char[] changed = passphrases.changed(file);
      try {
        LastReply last = new LastReply(meanwhile);
        local.changePassphrase(home, old, changed, last);
        return resultOf(last.reply());
      } finally {
        Arrays.fill(changed, '\0');
      }
    } finally {
      Arrays.fill(old, '\0');
    }
  }

  /** Whether there is anything to wipe. */
  void requireAnything() throws ControlException {
    if (!local.isAnythingThere(home)) {
      throw new ControlException(FailureCode.NO_HOME, home.toString());
    }
  }

  /**
   * Destroys the home: the key files at once and by this process, so that no other is waited for;
   * then a running node is told to forget its keys and end; then the rest is removed.
   */
  Result wipe() throws ControlException {
    Result keys = local.destroyKeys(home);
    Optional<Boolean> ended = endRunning();
    if (ended.isPresent()) {
      keys = keys.toBuilder().setWipe(keys.getWipe().toBuilder().setNodeEnded(ended.get())).build();
    }
    return local.removeRest(home, keys);
  }

  /** Empty where no node runs; whether it answered that it forgot its keys. */
  private Optional<Boolean> endRunning() {
    Optional<ControlClient> reached = ControlClient.reach(home);
    if (reached.isEmpty()) {
      return Optional.empty();
    }
    Request wipe = Request.newBuilder().setWipe(Wipe.getDefaultInstance()).build();
    try (ControlClient client = reached.get()) {
      return Optional.of(client.call(wipe, frame -> {}, WIPE_PATIENCE).hasResult());
    } catch (IOException silent) {
      return Optional.of(false);
    }
  }

  private boolean isAnswering() throws ControlException {
    Optional<ControlClient> reached = ControlClient.reach(home);
    try {
      if (reached.isPresent()) {
        reached.get().close();
      }
      return reached.isPresent();
    } catch (IOException cut) {
      throw new ControlException(cut, FailureCode.CONNECTION_LOST);
    }
  }

  /** Everything that can be found out: without a passphrase less, but never nothing. */
  Result examine(Consumer<Reply> meanwhile) throws ControlException {
    boolean answers = isAnswering();
    DoctorResult.Builder found = local.examine(home, answers).getDoctor().toBuilder();
    if (answers || local.exists(home)) {
      Request request = Request.newBuilder().setDoctor(Doctor.getDefaultInstance()).build();
      try {
        found.addAllItems(call(request, meanwhile).getDoctor().getItemsList());
      } catch (ControlException refused) {
        found.addItems(notOpened(refused.failure()));
      }
    }
    return Result.newBuilder().setDoctor(found).build();
  }

  /** No passphrase, where nobody can be asked for one, is no illness. */
  private static DoctorItem notOpened(Failure failure) {
    String code = failure.getCode();
    boolean unasked =
        code.equals(FailureCode.INPUT_NEEDED.key())
            || code.equals(FailureCode.PASSPHRASE_EMPTY.key());
    return DoctorItem.newBuilder()
        .setCheck("opens")
        .setOk(unasked)
        .setState(unasked ? "hint" : "wrong")
        .setAdvice(unasked ? "not-opened" : code)
        .addAllArguments(unasked ? List.of() : failure.getArgumentsList())
        .build();
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
