package org.peyvand.cli.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.peyvand.cli.demo.ChildNode;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.proto.DecisionList;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.control.proto.Status;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.wire.WireException;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;

/**
 * How long a question takes until a member at the other end of a thin link sees it, while records
 * fill the link.
 */
final class Passing {
  private static final int BITS_PER_SECOND = 10_000;

  /** Records for each question: at this rate the link is busy for longer than it is watched. */
  private static final int RECORDS = 100;

  private static final long PAUSE_NS = 5_000_000_000L;
  private static final long LOOK_NS = 20_000_000L;
  private static final long PATIENCE_NS = 120_000_000_000L;

  private final OpenHome home;
  private final ChildNode child;
  private final int questions;

  private Passing(OpenHome home, ChildNode child, Plan plan) {
    this.home = home;
    this.child = child;
    this.questions = Math.max(1, plan.entries() / RECORDS);
  }

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Community community = Community.make(homes, plan);
    try (ChildNode child =
            ChildNode.start(community.reader(), homes.passphraseFile(), Benchmark.JVM);
        ThinLink link = ThinLink.to(child.address(), BITS_PER_SECOND);
        OpenHome home = community.openFounder()) {
      Latencies latencies = new Passing(home, child, plan).run(link);
      return new Figures()
          .count("bits_per_s", BITS_PER_SECOND)
          .measure("p50_ms", latencies.percentileMs(50))
          .measure("p99_ms", latencies.percentileMs(99));
    }
  }

  private Latencies run(ThinLink link) throws IOException, HomeException {
    try {
      home.node().run(Optional.of(new Address("127.0.0.1", 0)), false);
      home.node().live().call(home.group(), new Address("127.0.0.1", link.port()));
    } catch (WireException e) {
      throw new IOException("slow: calling the other node: " + e.getMessage(), e);
    }
    Latencies latencies = new Latencies(questions);
    for (int i = 0; i < questions; i++) {
      LockSupport.parkNanos(PAUSE_NS);
      latencies.add(ask("question " + i));
    }
    if (arrived() >= held()) {
      throw new IOException("slow: expected a busy link to the end, found that all had arrived");
    }
    return latencies;
  }

  private long ask(String question) throws IOException {
    Act act = new Act.Propose(question, "", "majority", List.of(), Optional.empty());
    Group group = home.group();
    long start = System.nanoTime();
    EntryId id = home.ask(() -> group.write(List.of(act))).last();
    while (!isKnown(id)) {
      if (System.nanoTime() - start > PATIENCE_NS) {
        throw new IOException("slow: waited 120 s for the other side in vain");
      }
      LockSupport.parkNanos(LOOK_NS);
    }
    return System.nanoTime() - start;
  }

  private boolean isKnown(EntryId id) throws IOException {
    return ask(Request.newBuilder().setDecisionList(DecisionList.getDefaultInstance()))
        .getDecisionList()
        .getItemsList()
        .stream()
        .anyMatch(decision -> decision.getId().equals(id.hex()));
  }

  /** How many entries the other side holds. */
  private long arrived() throws IOException {
    return ask(Request.newBuilder().setStatus(Status.getDefaultInstance()))
        .getStatus()
        .getNetworks(0)
        .getEntries();
  }

  private long held() throws IOException {
    Group group = home.group();
    return home.ask(
        () ->
            group.replica().store().heads().stream()
                .mapToLong(head -> head.seq() - head.firstSeq() + 1)
                .sum());
  }

  private Result ask(Request.Builder request) throws IOException {
    try {
      return child.ask(request);
    } catch (ControlException e) {
      throw new IOException("slow: " + e.getMessage(), e);
    }
  }
}
