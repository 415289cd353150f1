package org.peyvand.cli.session;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What was asked for everywhere: options first, then the environment, then what is usual.
 *
 * @param home empty where the option was not given, and so for every text here
 */
public record Settings(
    String home,
    String network,
    boolean json,
    boolean plain,
    boolean noInput,
    String passphraseFile) {

  /** The folder that holds this device's keys and store. */
  public Path home(Terminal terminal) {
    String named = home.isEmpty() ? terminal.variable("PEYVAND_HOME") : home;
    Path path = named.isEmpty() ? usualHome(terminal) : Path.of(named);
    return path.toAbsolutePath().normalize();
  }

  private static Path usualHome(Terminal terminal) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path user = Path.of(System.getProperty("user.home"));
    if (system.startsWith("windows")) {
      String local = terminal.variable("LOCALAPPDATA");
      return (local.isEmpty() ? user : Path.of(local)).resolve("Peyvand");
    }
    if (system.startsWith("mac")) {
      return user.resolve("Library").resolve("Application Support").resolve("Peyvand");
    }
    String data = terminal.variable("XDG_DATA_HOME");
    return (data.isEmpty() ? user.resolve(".local").resolve("share") : Path.of(data))
        .resolve("peyvand");
  }

  /** The file with the passphrase, {@code -} for standard input; empty where a person is asked. */
  String passphraseFile(Terminal terminal) {
    return passphraseFile.isEmpty() ? terminal.variable("PEYVAND_PASSPHRASE_FILE") : passphraseFile;
  }
}
