package org.peyvand.cli.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.peyvand.cli.render.Messages;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;

/** Where the passphrase comes from: a file's first line, or a person; never an argument. */
final class Passphrases {
  private final Settings settings;
  private final Terminal terminal;
  private final Messages messages;
  private String fromInput;

  Passphrases(Settings settings, Terminal terminal, Messages messages) {
    this.settings = settings;
    this.terminal = terminal;
    this.messages = messages;
  }

  /** The passphrase of a home that exists. */
  char[] existing() throws ControlException {
    String file = settings.passphraseFile(terminal);
    return file.isEmpty() ? ask("ask.passphrase") : read(file);
  }

  /** A passphrase to be: asked twice, for nobody sees what was typed. */
  char[] fresh() throws ControlException {
    return fresh(settings.passphraseFile(terminal), "ask.new-passphrase");
  }

  /**
   * The passphrase that a backup is to have.
   *
   * @param file that holds it; empty: the home's, if that comes from a file
   */
  char[] freshForBackup(String file) throws ControlException {
    return fresh(fileForBackup(file), "ask.new-backup-passphrase");
  }

  /** The passphrase that a backup has; {@code file} as in {@link #freshForBackup}. */
  char[] ofBackup(String file) throws ControlException {
    String chosen = fileForBackup(file);
    return chosen.isEmpty() ? ask("ask.backup-passphrase") : read(chosen);
  }

  private String fileForBackup(String file) {
    return file.isEmpty() ? settings.passphraseFile(terminal) : file;
  }

  private char[] fresh(String file, String question) throws ControlException {
    if (!file.isEmpty()) {
      return read(file);
    }
    char[] first = ask(question);
    char[] second = ask("ask.passphrase-again");
    boolean same = Arrays.equals(first, second);
    Arrays.fill(second, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      throw new ControlException(FailureCode.PASSPHRASES_DIFFER);
    }
    return first;
  }

  /**
   * Takes the passphrase off standard input where it comes from there, so that what follows is the
   * text that a command wants.
   */
  void takeFromInput() throws ControlException {
    if (settings.passphraseFile(terminal).equals("-")) {
      firstLine();
    }
  }

  private String firstLine() throws ControlException {
    if (fromInput == null) {
      try {
        String line = terminal.in().readLine();
        fromInput = line == null ? "" : line;
      } catch (IOException broken) {
        throw new ControlException(broken, FailureCode.IO, "-", broken.getMessage());
      }
    }
    return fromInput;
  }

  private char[] read(String file) throws ControlException {
    if (file.equals("-")) {
      return notEmpty(firstLine().toCharArray());
    }
    try (BufferedReader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      return notEmpty(line == null ? new char[0] : line.toCharArray());
    } catch (NoSuchFileException missing) {
      throw new ControlException(missing, FailureCode.FILE_NOT_FOUND, file);
    } catch (IOException broken) {
      throw new ControlException(broken, FailureCode.IO, file, String.valueOf(broken.getMessage()));
    }
  }

  private char[] ask(String question) throws ControlException {
    if (settings.noInput() || !terminal.interactive()) {
      throw new ControlException(FailureCode.INPUT_NEEDED, "--passphrase-file FILE");
    }
    char[] typed = terminal.askSecret().apply(messages.plain(question) + " ");
    return notEmpty(typed == null ? new char[0] : typed);
  }

  private static char[] notEmpty(char[] passphrase) throws ControlException {
    if (passphrase.length == 0) {
      throw new ControlException(FailureCode.PASSPHRASE_EMPTY);
    }
    return passphrase;
  }
}
