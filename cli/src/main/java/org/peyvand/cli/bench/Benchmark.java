package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Limits;

/** Everything that can be measured, by the name that is typed. */
public enum Benchmark {
  append(Appending::measure, 100_000, 1),
  sync(Syncing::fresh, 100_000, 1),
  warm(Syncing::warm, 100_000, 1),
  live(Living::measure, 1_000, 1),
  slow(Passing::measure, 2_000, 1),
  reconcile(Syncing::reconcile, 100_000, 100),
  membership(Resolving::measure, 100_000, 400, Life::refusal),
  crowd(Crowd::measure, 1_000, 1_000, Crowd::refusal);

  /** Authors at most: the uses of the invite by which they come in. */
  public static final int MOST_AUTHORS = Limits.INVITE_USES;

  /** Threads that ask one node at once, at most. */
  public static final int MOST_WRITERS = 1_000;

  /** Bytes in an entry at most. */
  public static final int MOST_PAYLOAD = Limits.CHUNK_BYTES;

  /** How the other processes are started. */
  static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

  private interface Work {
    Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException;
  }

  private final Work work;
  private final int entries;
  private final int authors;
  private final Function<Plan, Optional<String>> refusal;

  Benchmark(Work work, int entries, int authors) {
    this(work, entries, authors, Benchmark::entriesForAll);
  }

  Benchmark(Work work, int entries, int authors, Function<Plan, Optional<String>> refusal) {
    this.work = work;
    this.entries = entries;
    this.authors = authors;
    this.refusal = refusal;
  }

  private static Optional<String> entriesForAll(Plan plan) {
    return plan.entries() < plan.authors() ? Optional.of(Plan.ENTRIES) : Optional.empty();
  }

  /** Entries, where nothing else is asked for. */
  public int entries() {
    return entries;
  }

  /** Authors, where nothing else is asked for. */
  public int authors() {
    return authors;
  }

  /** The option that asks for too little of something for this work; empty if none does. */
  public Optional<String> refusal(Plan plan) {
    return refusal.apply(plan);
  }

  /**
   * Measures in temporary homes, which are gone afterwards. Figures by their name.
   *
   * @param left is told of a folder that could not be removed after an interruption
   */
  public Map<String, Object> measure(Plan plan, Consumer<Path> left) throws IOException {
    try (TemporaryHome homes = new TemporaryHome(left)) {
      return work.measure(homes, plan).all();
    } catch (HomeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
