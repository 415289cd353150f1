package org.peyvand.node.handler;

import java.nio.file.Path;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.backup.BackupException;
import org.peyvand.protocol.log.StoreException;

/** What the world's failures are called to the owner of a home. */
public final class Failures {
  private Failures() {}

  /** What a store that fails is called. */
  public static ControlException of(StoreException failure, Path home) {
    String path = home.toString();
    return switch (failure.kind()) {
      case FULL -> new ControlException(failure, FailureCode.DISK_FULL);
      case DAMAGED -> new ControlException(failure, FailureCode.HOME_DAMAGED, path);
      case FAILED ->
          new ControlException(failure, FailureCode.IO, path, String.valueOf(failure.getMessage()));
    };
  }

  /** What a backup that cannot be read is called. */
  public static ControlException of(BackupException failure, Path file) {
    String path = file.toString();
    return switch (failure.kind()) {
      case NOT_A_BACKUP -> new ControlException(failure, FailureCode.NOT_BACKUP, path);
      case WRONG_PASSPHRASE -> new ControlException(failure, FailureCode.WRONG_PASSPHRASE);
      case TRUNCATED -> new ControlException(failure, FailureCode.BACKUP_CUT, path);
      case DAMAGED -> new ControlException(failure, FailureCode.BACKUP_DAMAGED, path);
    };
  }

  /** What a home that fails is called. */
  public static ControlException of(HomeException failure, Path home) {
    String path = home.toString();
    return switch (failure.kind()) {
      case NOT_A_HOME -> new ControlException(failure, FailureCode.NO_HOME, path);
      case ALREADY_A_HOME -> new ControlException(failure, FailureCode.HOME_EXISTS, path);
      case WRONG_PASSPHRASE -> new ControlException(failure, FailureCode.WRONG_PASSPHRASE);
      case LOCKED -> new ControlException(failure, FailureCode.HOME_BUSY, path);
      case DAMAGED, FOREIGN -> new ControlException(failure, FailureCode.HOME_DAMAGED, path);
      case NEWER_VERSION -> new ControlException(failure, FailureCode.HOME_NEWER, path);
      case FULL -> new ControlException(failure, FailureCode.DISK_FULL);
      case FAILED ->
          new ControlException(failure, FailureCode.IO, path, String.valueOf(failure.getMessage()));
    };
  }
}
