package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Founds, shows and leaves networks; trusts local ones. */
@Command(
    name = "network",
    subcommands = {
      NetworkCreate.class,
      NetworkList.class,
      NetworkShow.class,
      NetworkLeave.class,
      NetworkTrust.class
    })
final class NetworkGroup extends Group {}
