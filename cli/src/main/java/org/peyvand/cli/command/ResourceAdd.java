package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shares a text or a file. */
@Command(name = "add")
final class ResourceAdd extends NodeCommand {
  @Parameters(paramLabel = "TITLE")
  private String title;

  @Option(names = "--kind", paramLabel = "KIND")
  private String kind = "";

  @Option(names = "--text", paramLabel = "TEXT")
  private String text = "";

  @Option(names = "--file", paramLabel = "FILE")
  private String file = "";

  @Option(names = "--tag", paramLabel = "TAG")
  private List<String> tags = List.of();

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request()
        .getResourceAddBuilder()
        .setTitle(ask.text(title))
        .setKind(Keys.kind(kind))
        .setText(ask.text(text))
        .setPath(file.isEmpty() ? "" : ask.path(file))
        .addAllTags(tags);
  }
}
