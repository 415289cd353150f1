package org.peyvand.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.peyvand.cli.demo.ChildNode;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.entry.Limits;

/** A node that serves and one that syncs with it, each in a fresh process. */
final class Syncing {
  private static final int WARM_RUNS = 5;
  private static final int MOVED_CHAINS = 10;
  private static final double KIB_A_MB = 1e6 / 1024;

  private final TemporaryHome homes;
  private final Plan plan;
  private final Community community;
  private long peakKib;

  private Syncing(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    this.homes = homes;
    this.plan = plan;
    this.community = Community.make(homes, plan);
  }

  /** A fresh peer takes everything. */
  static Figures fresh(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Syncing syncing = new Syncing(homes, plan);
    SyncProcess.Outcome outcome = syncing.first();
    Figures figures = new Figures().rate(plan, plan.entries(), outcome.seconds());
    syncing.traffic(figures, outcome);
    double size = Machine.size(syncing.community.reader().resolve("store"));
    return figures.measure("disk_bytes_per_entry", size / plan.entries());
  }

  /** Both have everything already; the one in the middle of several meetings. */
  static Figures warm(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Syncing syncing = new Syncing(homes, plan);
    syncing.first();
    List<SyncProcess.Outcome> outcomes = new ArrayList<>();
    try (ChildNode server = syncing.serve()) {
      for (int i = 0; i < WARM_RUNS; i++) {
        outcomes.add(syncing.sync(server, 0));
      }
    }
    Figures figures = new Figures();
    syncing.traffic(figures, median(outcomes));
    return time(figures, outcomes);
  }

  /** Both had everything; then some chains grew by one entry. */
  static Figures reconcile(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Syncing syncing = new Syncing(homes, plan);
    syncing.first();
    int moved = Math.min(MOVED_CHAINS, plan.authors());
    List<SyncProcess.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < WARM_RUNS; i++) {
      try (OpenHome home = syncing.community.openFounder()) {
        for (int author = plan.authors() - moved; author < plan.authors(); author++) {
          syncing.community.write(home, author, 1);
        }
      }
      try (ChildNode server = syncing.serve()) {
        outcomes.add(syncing.sync(server, moved));
      }
    }
    Figures figures = new Figures();
    syncing.traffic(figures, median(outcomes));
    return time(figures, outcomes);
  }

  private SyncProcess.Outcome first() throws IOException {
    SyncProcess.Outcome outcome;
    try (ChildNode server = serve()) {
      outcome = sync(server, plan.entries());
    }
    int arrived = community.arrived();
    if (arrived != plan.entries()) {
      throw new IOException("sync: expected " + plan.entries() + " entries, found " + arrived);
    }
    return outcome;
  }

  private ChildNode serve() throws IOException {
    return ChildNode.start(community.founder(), homes.passphraseFile(), Benchmark.JVM);
  }

  private SyncProcess.Outcome sync(ChildNode server, int expected) throws IOException {
    SyncProcess.Outcome outcome = SyncProcess.run(homes, community.reader(), server.address());
    long served = Machine.peakKib(server.processId()).orElse(0);
    peakKib = Math.max(peakKib, Math.max(served, outcome.peakKib()));
    // with the entries that brought new epochs, since the one in use was worn
    int more = outcome.receivedEntries() - expected;
    if (more < 0 || more > expected / Limits.EPOCH_ENTRIES) {
      throw new IOException(
          "sync: expected " + expected + " entries, found " + outcome.receivedEntries());
    }
    return outcome;
  }

  private void traffic(Figures figures, SyncProcess.Outcome outcome) {
    figures.count("wire_bytes_sent", outcome.sentBytes());
    figures.count("wire_bytes_received", outcome.receivedBytes());
    figures.count("round_trips", outcome.roundTrips());
    if (peakKib > 0) {
      figures.measure("peak_rss_mb", peakKib / KIB_A_MB);
    }
  }

  private static SyncProcess.Outcome median(List<SyncProcess.Outcome> outcomes) {
    return outcomes.stream()
        .sorted(Comparator.comparingLong(o -> o.receivedBytes() + o.sentBytes()))
        .toList()
        .get(outcomes.size() / 2);
  }

  private static Figures time(Figures figures, List<SyncProcess.Outcome> outcomes) {
    Latencies times = new Latencies(outcomes.size());
    outcomes.forEach(outcome -> times.add(Math.round(outcome.seconds() * 1e9)));
    figures.measure("p50_ms", times.percentileMs(50));
    return figures.measure("p99_ms", times.percentileMs(99));
  }
}
