package org.peyvand.node.doctor;

import java.nio.file.Path;
import java.util.List;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.Inspection;

/** The files of a home. */
final class HomeChecks {
  private static final long MIB = 1024 * 1024;
  private static final long LOW_MIB = 256;

  private final Path home;
  private final Inspection inspection;

  HomeChecks(Path home) {
    this.home = home;
    this.inspection = new Inspection(home);
  }

  Finding permissions() throws HomeException {
    return inspection.openToOthers().isEmpty()
        ? Finding.fine("home-permissions")
        : Finding.wrong("home-permissions", "close-home", "chmod -R go-rwx " + home);
  }

  Finding keySlots() throws HomeException {
    return switch (inspection.keySlots()) {
      case SOUND -> Finding.fine("key-slots");
      case MISSING -> Finding.wrong("key-slots", "slots-missing");
      case DAMAGED -> Finding.wrong("key-slots", "slots-damaged");
      case NEWER -> Finding.wrong("key-slots", "newer");
    };
  }

  Finding secrets() throws HomeException {
    return switch (inspection.secrets()) {
      case SOUND -> Finding.fine("secrets");
      case MISSING, DAMAGED -> Finding.wrong("secrets", "secrets-damaged");
      case NEWER -> Finding.wrong("secrets", "newer");
    };
  }

  /**
   * @param answers whether a node that runs has it open, as it should
   */
  Finding held(boolean answers) throws HomeException {
    return answers || !inspection.isHeld()
        ? Finding.fine("home-held")
        : Finding.warning("home-held", "held");
  }

  Finding leftovers() {
    List<Path> left = inspection.leftovers();
    return left.isEmpty()
        ? Finding.fine("leftovers")
        : Finding.hint("leftovers", "leftovers", left.size());
  }

  Finding unfinished() {
    List<Path> left = inspection.unfinished();
    return left.isEmpty()
        ? Finding.fine("unfinished")
        : Finding.hint("unfinished", "unfinished", left.get(0));
  }

  Finding room() throws HomeException {
    long mib = inspection.room() / MIB;
    if (mib < Inspection.reserve() / MIB) {
      return Finding.wrong("free-space", "space-gone", mib, Inspection.reserve() / MIB);
    }
    return mib < LOW_MIB
        ? Finding.warning("free-space", "space-low", mib)
        : Finding.fine("free-space");
  }
}
