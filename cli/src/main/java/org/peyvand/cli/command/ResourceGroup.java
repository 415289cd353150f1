package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Shares texts and files. */
@Command(
    name = "resource",
    subcommands = {
      ResourceAdd.class,
      ResourceEdit.class,
      ResourceList.class,
      ResourceShow.class,
      ResourceGet.class,
      ResourceFind.class,
      ResourceAdopt.class
    })
final class ResourceGroup extends Group {}
