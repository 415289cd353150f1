package org.peyvand.cli;

import org.peyvand.cli.command.Root;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Failure;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what the parser found wrong into a failure in our own words. */
final class UsageErrors {
  private UsageErrors() {}

  static Failure of(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return FailureCode.UNKNOWN_ARGUMENT.failure(unmatched.getUnmatched().get(0));
    }
    if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return FailureCode.MISSING_ARGUMENT.failure(name(missing.getMissing().get(0)));
    }
    if (problem.getArgSpec() != null && problem.getValue() != null) {
      return FailureCode.BAD_VALUE.failure(name(problem.getArgSpec()), problem.getValue());
    }
    if (problem.getArgSpec() != null) {
      return FailureCode.MISSING_ARGUMENT.failure(name(problem.getArgSpec()));
    }
    return Root.lacksVerb(problem)
        ? FailureCode.MISSING_COMMAND.failure()
        : FailureCode.BAD_USAGE.failure(String.valueOf(problem.getMessage()));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
