package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Act;

/** Own entries, made durable one by one and then in groups, in this process. */
final class Appending {
  private static final int SINGLES = 2_000;

  private Appending() {}

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Path path = homes.home("writer");
    int singles = Math.min(SINGLES, plan.entries());
    Figures figures = new Figures();
    try (OpenHome home = OpenHome.open(path, homes.passphrase())) {
      Group group = Community.found(home);
      double alone = seconds(home, group, groups(home, plan, singles, 1));
      double grouped = seconds(home, group, groups(home, plan, plan.entries(), Community.GROUP));
      figures.rate(plan, plan.entries(), grouped);
      figures.measure("single_entries_per_s", singles / alone);
    }
    double size = Machine.size(path.resolve("store"));
    return figures.measure("disk_bytes_per_entry", size / (singles + plan.entries()));
  }

  private static List<List<Act>> groups(OpenHome home, Plan plan, int entries, int size) {
    List<List<Act>> groups = new ArrayList<>();
    for (int left = entries; left > 0; left -= size) {
      groups.add(home.chunks(Math.min(left, size), plan.payload()));
    }
    return groups;
  }

  private static double seconds(OpenHome home, Group group, List<List<Act>> groups)
      throws IOException {
    long start = System.nanoTime();
    for (List<Act> acts : groups) {
      home.ask(() -> group.write(acts));
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
