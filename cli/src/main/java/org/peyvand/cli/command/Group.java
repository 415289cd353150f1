package org.peyvand.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun: only its verbs do something. */
abstract class Group implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new MissingVerbException(spec);
  }

  /** Only a noun was typed. */
  static final class MissingVerbException extends ParameterException {
    private static final long serialVersionUID = 1L;

    MissingVerbException(CommandSpec spec) {
      super(spec.commandLine(), "expected a verb after " + spec.qualifiedName());
    }
  }
}
