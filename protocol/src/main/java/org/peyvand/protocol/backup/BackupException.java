package org.peyvand.protocol.backup;

import org.peyvand.protocol.bundle.BundleException;

/** A file that is no backup, or no longer a whole one, or not ours to open. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Kind {
    /** Its head is not that of a backup, or was changed. */
    NOT_A_BACKUP,
    WRONG_PASSPHRASE,
    /** It ends too early. */
    TRUNCATED,
    /** Bytes were changed, or entries in it do not hold. */
    DAMAGED
  }

  private final Kind kind;

  BackupException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  BackupException(BundleException cause) {
    super(cause.getMessage(), cause);
    this.kind =
        switch (cause.kind()) {
          case NOT_FOR_US -> Kind.NOT_A_BACKUP;
          case TRUNCATED -> Kind.TRUNCATED;
          case DAMAGED -> Kind.DAMAGED;
        };
  }

  public Kind kind() {
    return kind;
  }
}
