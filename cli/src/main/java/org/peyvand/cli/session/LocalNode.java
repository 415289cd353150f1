package org.peyvand.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.Handler;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Result;

/**
 * The node in this process, for a home that no running node holds; in tests, one that is made up.
 */
public interface LocalNode {
  /** Whether there is a home in this folder. */
  boolean exists(Path home);

  /**
   * Makes a device's keys and store.
   *
   * @param passphrase is wiped by the caller
   * @throws ControlException with home-exists where there is one
   */
  Result init(Path home, String name, char[] passphrase) throws ControlException;

  /**
   * Makes a home of a backup.
   *
   * @param passphrase of the home to be; wiped by the caller
   * @param backupPassphrase wiped by the caller
   */
  Result restore(
      Path home, Path file, char[] passphrase, char[] backupPassphrase, ReplySink replies)
      throws ControlException;

  /**
   * Reads a backup whole and keeps nothing of it.
   *
   * @param backupPassphrase wiped by the caller
   */
  Result verify(Path file, char[] backupPassphrase, ReplySink replies) throws ControlException;

  /**
   * Opens a home.
   *
   * @param passphrase is wiped by the caller
   * @throws ControlException with no-home, wrong-passphrase, home-busy, home-damaged
   */
  Opened open(Path home, char[] passphrase) throws ControlException;

  /**
   * Opens a home and runs its node: it listens, calls, and answers on its socket until it is
   * closed.
   *
   * @param passphrase is wiped by the caller
   */
  Running run(Path home, char[] passphrase, Start start) throws ControlException;

  /** Whether anything of a home is in this folder, also of one that is damaged or half wiped. */
  boolean isAnythingThere(Path home);

  /**
   * Gives a home another passphrase and another data key.
   *
   * @param old is wiped by the caller, as is {@code changed}
   * @param replies is told how far it is, and then the result
   */
  void changePassphrase(Path home, char[] old, char[] changed, ReplySink replies)
      throws ControlException;

  /**
   * Destroys the key files of a home.
   *
   * @throws ControlException with keys-remain
   */
  Result destroyKeys(Path home) throws ControlException;

  /** Removes what is left of a home without keys, and adds to the result what could not be. */
  Result removeRest(Path home, Result keys) throws ControlException;

  /**
   * Looks at a home without opening it.
   *
   * @param answers whether a node that runs has it open
   */
  Result examine(Path home, boolean answers);

  /**
   * How a node is to run.
   *
   * @param listen HOST:PORT as typed; empty: where it listened last
   * @param proxy what calls go through, as typed; empty: as last time; {@link #NO_PROXY}: none
   * @param discover whether to look for others on trusted local networks
   */
  record Start(String listen, String proxy, boolean discover) {
    public static final String NO_PROXY = "none";
  }

  /** A node that runs. */
  interface Running extends AutoCloseable {
    /** Waits until the node ends by itself, as it does when its home is wiped. */
    void awaitEnd() throws InterruptedException;

    /** HOST:PORT, with the port that the system chose. */
    String listen();

    /** The device's id. */
    String device();

    /** What calls to others go through; empty: nothing. */
    String proxy();

    @Override
    void close() throws IOException;
  }

  /** An opened home that answers requests until it is closed. */
  interface Opened extends Handler, AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
