package org.peyvand.cli.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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
  private static final String OF_HOME = "--passphrase-file FILE";
  private static final String OF_BACKUP = "--backup-passphrase-file FILE";

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
    return file.isEmpty() ? ask("ask.passphrase", OF_HOME) : read(file);
  }

  /** A passphrase to be: asked twice, for nobody sees what was typed. */
  char[] fresh() throws ControlException {
    return fresh(settings.passphraseFile(terminal), "ask.new-passphrase", OF_HOME);
  }

  /**
   * The passphrase that a backup is to have.
   *
   * @param file that holds it; empty: the home's, if that comes from a file
   */
  char[] freshForBackup(String file) throws ControlException {
    return fresh(fileForBackup(file), "ask.new-backup-passphrase", OF_BACKUP);
  }

  /** The passphrase that a backup has; {@code file} as in {@link #freshForBackup}. */
  char[] ofBackup(String file) throws ControlException {
    String chosen = fileForBackup(file);
    return chosen.isEmpty() ? ask("ask.backup-passphrase", OF_BACKUP) : read(chosen);
  }

  private String fileForBackup(String file) {
    return file.isEmpty() ? settings.passphraseFile(terminal) : file;
  }

  /**
   * The passphrase that is to replace another.
   *
   * @param file as {@code --passphrase-file}, where {@code -} is the line after the old one; empty
   *     where a person is asked
   */
  char[] changed(String file) throws ControlException {
    if (file.equals("-")) {
      return notEmpty(line().toCharArray());
    }
    return fresh(file, "ask.new-passphrase", "--new-passphrase-file FILE");
  }

  private char[] fresh(String file, String question, String instead) throws ControlException {
    if (!file.isEmpty()) {
      return read(file);
    }
    char[] first = ask(question, instead);
    char[] second = ask("ask.passphrase-again", instead);
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
      fromInput();
    }
  }

  /** Standard input is read once, whoever asks for it. */
  private String fromInput() throws ControlException {
    if (fromInput == null) {
      fromInput = line();
    }
    return fromInput;
  }

  private String line() throws ControlException {
    try {
      String line = terminal.in().readLine();
      return line == null ? "" : line;
    } catch (IOException broken) {
      throw new ControlException(broken, FailureCode.IO, "-", String.valueOf(broken.getMessage()));
    }
  }

  private char[] read(String file) throws ControlException {
    if (file.equals("-")) {
      return notEmpty(fromInput().toCharArray());
    }
    try {
      return notEmpty(firstLine(Files.readAllBytes(Path.of(file))));
    } catch (NoSuchFileException missing) {
      throw new ControlException(missing, FailureCode.FILE_NOT_FOUND, file);
    } catch (IOException broken) {
      throw new ControlException(broken, FailureCode.IO, file, String.valueOf(broken.getMessage()));
    }
  }

  /** Without a string, which nobody can zero. */
  private static char[] firstLine(byte[] file) {
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(file));
    Arrays.fill(file, (byte) 0);
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    char[] line = new char[end];
    text.get(line);
    Arrays.fill(text.array(), '\0');
    return line;
  }

  private char[] ask(String question, String instead) throws ControlException {
    if (settings.noInput() || !terminal.interactive()) {
      throw new ControlException(FailureCode.INPUT_NEEDED, instead);
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
