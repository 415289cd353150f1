package org.peyvand.protocol.log;

/** The disk failed us: full, damaged, gone. Says what was being done and where. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of trouble it is, so that the right advice can be given. */
  public enum Kind {
    /** No room left; nothing acknowledged is lost. */
    FULL,
    /** Bytes on disk are not what was written. */
    DAMAGED,
    /** Any other failure of the device or file system. */
    FAILED
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
