package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes something shared. */
@Command(name = "edit")
final class ResourceEdit extends NodeCommand {
  @Parameters(paramLabel = "ID")
  private String id;

  @Option(names = "--title", paramLabel = "TITLE")
  private String title;

  @Option(names = "--text", paramLabel = "TEXT")
  private String text;

  @Option(names = "--file", paramLabel = "FILE")
  private String file;

  @Option(names = "--tag", paramLabel = "TAG")
  private List<String> tags = List.of();

  @Option(names = "--no-tags")
  private boolean noTags;

  @Override
  void fill(Ask ask) throws ControlException {
    var edit = ask.request().getResourceEditBuilder().setResource(id);
    if (title != null) {
      edit.setTitle(ask.text(title));
    }
    if (text != null) {
      edit.setText(ask.text(text));
    }
    if (file != null) {
      edit.setPath(ask.path(file));
    }
    edit.setReplaceTags(noTags || !tags.isEmpty()).addAllTags(tags);
  }
}
