package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** The passphrase of this device. */
@Command(
    name = "passphrase",
    subcommands = {PassphraseChange.class})
final class PassphraseGroup extends Group {}
