package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Decides together. */
@Command(
    name = "decision",
    subcommands = {
      DecisionPropose.class,
      DecisionVote.class,
      DecisionClose.class,
      DecisionEnact.class,
      DecisionWithdraw.class,
      DecisionShow.class,
      DecisionList.class
    })
final class DecisionGroup extends Group {}
