package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.peyvand.cli.demo.ChildNode;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Live;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.wire.WireException;
import org.peyvand.protocol.entry.Act;

/**
 * From the call that writes an entry here until this node knows that it is durable on the other
 * side; and, in between, how long the disk itself takes for as many bytes.
 */
final class Living {
  private static final long PATIENCE_S = 30;

  private final OpenHome home;
  private final Plan plan;
  private final Path probe;
  private final Semaphore equals = new Semaphore(0);
  private volatile long equalAt;

  private Living(OpenHome home, Plan plan, Path probe) {
    this.home = home;
    this.plan = plan;
    this.probe = probe;
  }

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Community community = Community.make(homes, new Plan(1, 1, plan.payload(), 1));
    Path probe = homes.folder().resolve("probe");
    try (ChildNode child =
            ChildNode.start(community.reader(), homes.passphraseFile(), Benchmark.JVM);
        OpenHome home = community.openFounder()) {
      return new Living(home, plan, probe).run(child);
    }
  }

  private Figures run(ChildNode child) throws IOException, HomeException {
    connect(child);
    Group group = home.group();
    Latencies entries = new Latencies(plan.entries());
    Latencies disk = new Latencies(plan.entries());
    for (int i = 0; i < plan.entries(); i++) {
      List<Act> acts = home.chunks(1, plan.payload());
      entries.add(write(group, acts));
      disk.add(Machine.force(probe, home.node().entropy().bytes(plan.payload())));
    }
    return new Figures()
        .measure("p50_ms", entries.percentileMs(50))
        .measure("p99_ms", entries.percentileMs(99))
        .measure("disk_p50_ms", disk.percentileMs(50))
        .measure("disk_p99_ms", disk.percentileMs(99));
  }

  private void connect(ChildNode child) throws IOException, HomeException {
    try {
      home.node().run(Optional.of(new Address("127.0.0.1", 0)), false);
      Live live = home.node().live();
      Address address = new Address(child.address().getHostString(), child.address().getPort());
      live.call(home.group(), address).equal().get(PATIENCE_S, TimeUnit.SECONDS);
      live.whenEqual(
          device -> {
            equalAt = System.nanoTime();
            equals.release();
          });
    } catch (WireException | ExecutionException | TimeoutException e) {
      throw new IOException("live: calling the other node: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    }
  }

  private long write(Group group, List<Act> acts) throws IOException {
    long start = System.nanoTime();
    home.ask(() -> group.write(acts));
    try {
      if (!equals.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new IOException("live: waited " + PATIENCE_S + " s for the other side in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    }
    return equalAt - start;
  }
}
