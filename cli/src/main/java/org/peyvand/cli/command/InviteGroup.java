package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Makes and revokes invites. */
@Command(
    name = "invite",
    subcommands = {InviteCreate.class, InviteList.class, InviteRevoke.class})
final class InviteGroup extends Group {}
