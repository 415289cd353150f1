package org.peyvand.node.store;

import java.io.IOException;
import java.nio.file.Path;
import org.peyvand.protocol.log.StoreException;

/** A home that cannot be opened or written. Says what was being done and where. */
public final class HomeException extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of trouble it is, so that the right advice can be given. */
  public enum Kind {
    /** No home is there. */
    NOT_A_HOME,
    /** A home is there already. */
    ALREADY_A_HOME,
    /** The key slots are sound, but none opens. */
    WRONG_PASSPHRASE,
    /** Another process, or another part of this one, has it open. */
    LOCKED,
    /** Bytes on disk are not what was written. */
    DAMAGED,
    /** Written by a newer version of this program. */
    NEWER_VERSION,
    /** Belongs to another home: sealed under another data key. */
    FOREIGN,
    /** No room left; nothing is lost. */
    FULL,
    /** Any other failure of the device or file system. */
    FAILED
  }

  private final Kind kind;

  HomeException(Kind kind, String message) {
    this(kind, message, null);
  }

  HomeException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static HomeException of(String doing, Path where, IOException cause) {
    return new HomeException(
        isFull(cause) ? Kind.FULL : Kind.FAILED,
        doing + " " + where + ": " + cause.getMessage(),
        cause);
  }

  /** A store's failure as its home's. */
  public static HomeException of(StoreException cause) {
    Kind kind =
        switch (cause.kind()) {
          case FULL -> Kind.FULL;
          case DAMAGED -> Kind.DAMAGED;
          case FAILED -> Kind.FAILED;
        };
    return new HomeException(kind, cause.getMessage(), cause);
  }

  /** Java has no type for a full disk; these are the messages of Linux, macOS and Windows. */
  static boolean isFull(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("No space left")
        || message.contains("quota exceeded")
        || message.contains("not enough space");
  }
}
