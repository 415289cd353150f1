package org.peyvand.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.Handler;
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
   * Opens a home.
   *
   * @param passphrase is wiped by the caller
   * @throws ControlException with no-home, wrong-passphrase, home-busy, home-damaged
   */
  Opened open(Path home, char[] passphrase) throws ControlException;

  /** An opened home that answers requests until it is closed. */
  interface Opened extends Handler, AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
