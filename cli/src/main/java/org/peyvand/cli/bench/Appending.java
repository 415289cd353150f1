package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Act;

/** Own entries, made durable one by one, each for an asker of its own, and then in groups. */
final class Appending {
  private static final int SINGLES = 2_000;

  private Appending() {}

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Path path = homes.home("writer");
    int singles = Math.min(SINGLES, plan.entries());
    Figures figures = new Figures();
    try (OpenHome home = OpenHome.open(path, homes.passphrase())) {
      Group group = Community.found(home);
      double alone = together(home, group, groups(home, plan, singles, 1), plan.writers());
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

  /** Each writer asks for its next entry when it was told that the last one is durable. */
  private static double together(OpenHome home, Group group, List<List<Act>> acts, int writers)
      throws IOException {
    Queue<List<Act>> left = new ConcurrentLinkedQueue<>(acts);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<?>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < writers; i++) {
      all.add(threads.submit(() -> write(home, group, left)));
    }
    try {
      for (Future<?> each : all) {
        each.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void write(OpenHome home, Group group, Queue<List<Act>> left) throws IOException {
    for (List<Act> next = left.poll(); next != null; next = left.poll()) {
      List<Act> acts = next;
      home.ask(() -> group.write(acts));
    }
    return null;
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
