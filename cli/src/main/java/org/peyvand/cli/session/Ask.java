package org.peyvand.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Request;

/**
 * A request in the making. Commands see the generated classes only through this, so that showing
 * help, which looks at every command, loads none of them.
 */
public final class Ask {
  private final Request.Builder request = Request.newBuilder();
  private final Session session;

  Ask(Session session) {
    this.session = session;
  }

  public Request.Builder request() {
    return request;
  }

  /** A text as given, or standard input for {@code -}. */
  public String text(String given) throws ControlException {
    if (!given.equals("-")) {
      return given;
    }
    session.takePassphraseFromInput();
    try {
      return session.terminal().in().lines().collect(Collectors.joining("\n")).strip();
    } catch (UncheckedIOException broken) {
      IOException cause = broken.getCause();
      throw new ControlException(cause, FailureCode.IO, "-", String.valueOf(cause.getMessage()));
    }
  }

  /**
   * The passphrase that a backup is to have.
   *
   * @param file that holds it; empty: the home's where that comes from a file, else a person
   */
  public String backupPassphrase(String file) throws ControlException {
    return session.backupPassphrase(file);
  }

  /** A path for the node, which may have another current folder. */
  public String path(String given) {
    return Path.of(given).toAbsolutePath().normalize().toString();
  }
}
