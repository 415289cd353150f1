package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a backup whole, without a home. */
@Command(name = "verify")
final class BackupVerify extends Leaf {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Option(names = "--backup-passphrase-file", paramLabel = "FILE")
  private String passphraseFile = "";

  @Override
  int run() throws ControlException {
    return session().verify(file, passphraseFile, path());
  }
}
