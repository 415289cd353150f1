package org.peyvand.node.control;

import org.peyvand.node.control.proto.Failure;

/** A request that cannot be done, with what to tell the person. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public ControlException(FailureCode code, String... arguments) {
    this(code.failure(arguments));
  }

  public ControlException(Failure failure) {
    super(failure.getCode() + " " + failure.getArgumentsList());
    this.failure = failure;
  }

  public ControlException(Throwable cause, FailureCode code, String... arguments) {
    this(code, arguments);
    initCause(cause);
  }

  public Failure failure() {
    return failure;
  }
}
