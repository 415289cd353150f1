package org.peyvand.cli.command;

import java.util.List;
import org.peyvand.cli.session.Ask;
import org.peyvand.node.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Searches what is shared. */
@Command(name = "find")
final class ResourceFind extends NodeCommand {
  @Parameters(paramLabel = "WORDS", arity = "1..*")
  private List<String> words;

  @Override
  void fill(Ask ask) throws ControlException {
    ask.request().getResourceFindBuilder().setWords(ask.text(String.join(" ", words)));
  }
}
