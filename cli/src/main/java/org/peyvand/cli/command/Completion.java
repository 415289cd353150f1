package org.peyvand.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that teaches a shell this program's words. */
@Command(name = "completion")
final class Completion extends Leaf {
  /** The shells that we know. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL")
  private Shell shell;

  @Override
  int run() {
    String name = spec.root().name();
    String script =
        switch (shell) {
          case bash -> AutoComplete.bash(name, spec.root().commandLine());
          // The script for bash begins zsh's bashcompinit itself.
          case zsh ->
              "#compdef " + name + "\n" + AutoComplete.bash(name, spec.root().commandLine());
          case fish -> FishCompletion.script(spec.root());
        };
    session().terminal().out().print(script);
    return 0;
  }
}
