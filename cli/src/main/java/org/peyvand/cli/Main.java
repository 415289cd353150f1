package org.peyvand.cli;

import java.nio.file.Path;
import org.peyvand.cli.session.LocalNode;
import org.peyvand.cli.session.Terminal;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Result;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new App(Terminal.ofProcess(), new HomesHere()).run(arguments));
  }

  /** Loads the node's classes only when a home is touched: help has no need of them. */
  private static final class HomesHere implements LocalNode {
    @Override
    public boolean exists(Path home) {
      return new HomeNode().exists(home);
    }

    @Override
    public Result init(Path home, String name, char[] passphrase) throws ControlException {
      return new HomeNode().init(home, name, passphrase);
    }

    @Override
    public Result restore(
        Path home, Path file, char[] passphrase, char[] backupPassphrase, ReplySink replies)
        throws ControlException {
      return new HomeNode().restore(home, file, passphrase, backupPassphrase, replies);
    }

    @Override
    public Result verify(Path file, char[] backupPassphrase, ReplySink replies)
        throws ControlException {
      return new HomeNode().verify(file, backupPassphrase, replies);
    }

    @Override
    public Opened open(Path home, char[] passphrase) throws ControlException {
      return new HomeNode().open(home, passphrase);
    }

    @Override
    public Running run(Path home, char[] passphrase, Start start) throws ControlException {
      return new HomeNode().run(home, passphrase, start);
    }

    @Override
    public boolean isAnythingThere(Path home) {
      return new HomeNode().isAnythingThere(home);
    }

    @Override
    public void changePassphrase(Path home, char[] old, char[] changed, ReplySink replies)
        throws ControlException {
      new HomeNode().changePassphrase(home, old, changed, replies);
    }

    @Override
    public Result destroyKeys(Path home) throws ControlException {
      return new HomeNode().destroyKeys(home);
    }

    @Override
    public Result removeRest(Path home, Result keys) throws ControlException {
      return new HomeNode().removeRest(home, keys);
    }

    @Override
    public Result examine(Path home, boolean answers) {
      return new HomeNode().examine(home, answers);
    }
  }
}
