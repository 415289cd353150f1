package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Founds, shows and leaves networks. */
@Command(
    name = "network",
    subcommands = {NetworkCreate.class, NetworkList.class, NetworkShow.class, NetworkLeave.class})
final class NetworkGroup extends Group {}
