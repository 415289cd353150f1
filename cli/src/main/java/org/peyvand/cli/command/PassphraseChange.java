package org.peyvand.cli.command;

import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings everything on this device under another passphrase and another key. */
@Command(name = "change")
final class PassphraseChange extends Leaf {
  @Option(names = "--new-passphrase-file", paramLabel = "FILE")
  private String file = "";

  @Override
  int run() throws ControlException {
    return session().changePassphrase(file);
  }
}
