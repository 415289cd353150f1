package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says yes to a request. */
@Command(name = "admit")
final class MemberAdmit extends NodeCommand {
  @Parameters(paramLabel = "REQUEST")
  private String request;

  @Option(names = "--met-in-person")
  private boolean metInPerson;

  @Override
  void fill(Ask ask) {
    ask.request().getMemberAdmitBuilder().setRequest(request).setMetInPerson(metInPerson);
  }
}
