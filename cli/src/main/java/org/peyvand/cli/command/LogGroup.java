package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** The log itself. */
@Command(
    name = "log",
    subcommands = {LogVerify.class, LogList.class, LogExport.class})
final class LogGroup extends Group {}
