package org.peyvand.cli.command;

import org.peyvand.cli.session.Ask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what is shared. */
@Command(name = "list")
final class ResourceList extends NodeCommand {
  @Option(names = "--tag", paramLabel = "TAG")
  private String tag = "";

  @Option(names = "--kind", paramLabel = "KIND")
  private String kind = "";

  @Override
  void fill(Ask ask) {
    ask.request().getResourceListBuilder().setTag(tag).setKind(Keys.kind(kind));
  }
}
