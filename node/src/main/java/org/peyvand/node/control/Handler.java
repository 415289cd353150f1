package org.peyvand.node.control;

import org.peyvand.node.control.proto.Request;

/** Answers requests. Called from several threads at once, one for each connection. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers with any number of progress and notice frames and then exactly one result or failure.
   *
   * @throws ControlException instead of sending the failure that it carries
   */
  void handle(Request request, ReplySink replies) throws ControlException;
}
