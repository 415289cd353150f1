package org.peyvand.node.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.node.store.HomeException;

/** All checks that need no passphrase, one after the other; one that fails keeps none back. */
public final class Examination {
  /** A check. */
  private interface Check {
    Finding look() throws HomeException, IOException;
  }

  private final List<Finding> findings = new ArrayList<>();

  private Examination() {}

  /**
   * Looks at a home, whatever state it is in.
   *
   * @param answers whether a node that runs has it open
   */
  public static List<Finding> of(Path home, boolean answers) {
    Examination examination = new Examination();
    HomeChecks files = new HomeChecks(home);
    MachineChecks machine = new MachineChecks(Instant.now());
    examination.add("home-permissions", files::permissions);
    examination.add("key-slots", files::keySlots);
    examination.add("secrets", files::secrets);
    examination.add("home-held", () -> files.held(answers));
    examination.add("leftovers", files::leftovers);
    examination.add("unfinished", files::unfinished);
    examination.add("free-space", files::room);
    examination.add("swap", machine::swap);
    examination.add("core-dumps", machine::coreDumps);
    examination.add("clock", machine::clock);
    return List.copyOf(examination.findings);
  }

  private void add(String name, Check check) {
    try {
      findings.add(check.look());
    } catch (HomeException | IOException e) {
      findings.add(Finding.wrong(name, "unreadable", String.valueOf(e.getMessage())));
    }
  }
}
