package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an invite. */
@Command(name = "create")
final class InviteCreate extends NodeCommand {
  @Option(names = "--uses", paramLabel = "N")
  private int uses = 1;

  @Option(names = "--for-device")
  private boolean forDevice;

  @Option(names = "--for-member", paramLabel = "MEMBER")
  private String forMember = "";

  @Option(names = "--expires-after", paramLabel = "ENTRIES")
  private int expiresAfter;

  @Option(names = "--address", paramLabel = "HOST:PORT")
  private List<String> addresses = List.of();

  @Override
  void fill(Ask ask) {
    ask.request()
        .getInviteCreateBuilder()
        .setUses(uses)
        .setForDevice(forDevice)
        .setForMember(forMember)
        .setExpiresAfter(expiresAfter)
        .addAllAddresses(Digits.latin(addresses));
  }
}
