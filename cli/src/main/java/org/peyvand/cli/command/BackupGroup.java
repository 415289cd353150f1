package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** All that is known here, kept for a lost laptop. */
@Command(
    name = "backup",
    subcommands = {BackupCreate.class, BackupVerify.class, BackupRestore.class})
final class BackupGroup extends Group {}
