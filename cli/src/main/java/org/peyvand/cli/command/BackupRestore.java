package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a home of a backup, with a new device that asks to be linked. */
@Command(name = "restore")
final class BackupRestore extends Leaf {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Option(names = "--backup-passphrase-file", paramLabel = "FILE")
  private String passphraseFile = "";

  @Override
  int run() throws ControlException {
    return session().restore(file, passphraseFile, path());
  }
}
