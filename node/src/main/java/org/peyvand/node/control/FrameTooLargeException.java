package org.peyvand.node.control;

import java.io.IOException;

/** A frame whose announced length is over the limit. */
final class FrameTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameTooLargeException(long length, int limit) {
    super("frame: expected at most " + limit + " bytes, found " + length);
  }
}
