package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes another device of one's own out of use. */
@Command(name = "retire-device")
final class MemberRetireDevice extends NodeCommand {
  @Parameters(paramLabel = "DEVICE")
  private String device;

  @Override
  void fill(Ask ask) {
    ask.request().getMemberRetireDeviceBuilder().setDevice(device);
  }
}
