package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Sync on a stick. */
@Command(
    name = "bundle",
    subcommands = {BundleExport.class, BundleImport.class})
final class BundleGroup extends Group {}
