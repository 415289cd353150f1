package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backup. */
@Command(name = "create")
final class BackupCreate extends NodeCommand {
  @Parameters(paramLabel = "FILE")
  private String file;

  @Option(names = "--backup-passphrase-file", paramLabel = "FILE")
  private String passphraseFile = "";

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getBackupCreateBuilder()
        .setPath(ask.path(file))
        .setPassphrase(ask.backupPassphrase(passphraseFile));
  }
}
