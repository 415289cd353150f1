package org.peyvand.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.Handler;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.InitResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;

/** A home whose passphrase is "open sesame" and whose answers are made up. */
final class FakeNode implements LocalNode {
  static final String PASSPHRASE = "open sesame";

  private final Handler handler;
  private final boolean exists;
  final List<Request> requests = new ArrayList<>();
  int busyTimes;
  int opened;
  int closed;
  int wiped;
  String changed;

  FakeNode(boolean exists, Handler handler) {
    this.exists = exists;
    this.handler = handler;
  }

  @Override
  public boolean exists(Path home) {
    return exists;
  }

  @Override
  public Result init(Path home, String name, char[] passphrase) throws ControlException {
    check(passphrase);
    InitResult init = InitResult.newBuilder().setDevice(Canned.id("d")).setName(name).build();
    return Result.newBuilder().setInit(init).build();
  }

  @Override
  public Result restore(
      Path home, Path file, char[] passphrase, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    check(passphrase);
    check(backupPassphrase);
    return Canned.backup(true);
  }

  @Override
  public Result verify(Path file, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    check(backupPassphrase);
    return Canned.backup(false);
  }

  @Override
  public Running run(Path home, char[] passphrase, Start start) {
    throw new AssertionError("a node that is made up does not run");
  }

  @Override
  public Opened open(Path home, char[] passphrase) throws ControlException {
    check(passphrase);
    if (busyTimes > 0) {
      busyTimes--;
      throw new ControlException(FailureCode.HOME_BUSY, home.toString());
    }
    opened++;
    return new Opened() {
      @Override
      public void handle(Request request, ReplySink replies) throws ControlException {
        requests.add(request);
        handler.handle(request, replies);
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  @Override
  public boolean isAnythingThere(Path home) {
    return exists;
  }

  @Override
  public void changePassphrase(Path home, char[] old, char[] changed, ReplySink replies)
      throws ControlException {
    check(old);
    this.changed = new String(changed);
    replies.result(Canned.passphraseChanged());
  }

  @Override
  public Result destroyKeys(Path home) {
    wiped++;
    return Canned.wiped();
  }

  @Override
  public Result removeRest(Path home, Result keys) {
    return keys;
  }

  @Override
  public Result examine(Path home, boolean answers) {
    return Canned.examined();
  }

  private static void check(char[] passphrase) throws ControlException {
    if (!Arrays.equals(passphrase, PASSPHRASE.toCharArray())) {
      throw new ControlException(FailureCode.WRONG_PASSPHRASE);
    }
  }
}
