package org.peyvand.cli.command;

import picocli.CommandLine.Command;

/** Who is in, and who asks to be. */
@Command(
    name = "member",
    subcommands = {
      MemberList.class,
      MemberShow.class,
      MemberRequests.class,
      MemberAdmit.class,
      MemberRefuse.class,
      MemberVouch.class,
      MemberSuspend.class,
      MemberRetireDevice.class
    })
final class MemberGroup extends Group {}
