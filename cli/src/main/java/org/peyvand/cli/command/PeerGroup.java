package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Remembered addresses. */
@Command(
    name = "peer",
    subcommands = {PeerAdd.class, PeerList.class})
final class PeerGroup extends Group {}
