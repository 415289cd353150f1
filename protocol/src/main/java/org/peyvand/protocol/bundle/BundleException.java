package org.peyvand.protocol.bundle;

/** A file that is no bundle for us, or no longer a whole one. */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Kind {
    /** None of our keys opens it: not for us, or not a bundle at all; nobody can tell which. */
    NOT_FOR_US,
    /** It ends too early. What came before the end was good. */
    TRUNCATED,
    /** Bytes were changed. What came before them was good. */
    DAMAGED
  }

  private final Kind kind;

  BundleException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
