package org.peyvand.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.cli.bench.History.Written;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.membership.MembershipView;

/**
 * Who is in, from the governance entries of a network's life: all of them in a process that has
 * done nothing of the kind yet, then one entry more of several kinds.
 *
 * <p>What a node does with an entry, but for its disk, keys and signatures: its past, whether its
 * author was in there, and who is in now.
 */
final class Resolving {
  private final Life life;
  private final Graph graph = new Graph();
  private final MembershipView view;
  private final Map<String, Latencies> more = new LinkedHashMap<>();

  private Resolving(Life life) {
    this.life = life;
    this.view = new MembershipView(life.history().network());
  }

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException {
    Resolving resolving = new Resolving(Life.of(plan));
    Figures figures = resolving.all();
    resolving.oneMore();
    resolving.more.forEach(
        (kind, latencies) ->
            figures
                .measure(kind + "_p50_ms", latencies.percentileMs(50))
                .measure(kind + "_max_ms", latencies.percentileMs(100)));
    return figures;
  }

  private Figures all() throws IOException {
    long processor = processorNs();
    long thread = threadNs();
    long start = System.nanoTime();
    for (Written written : life.history().all()) {
      take(written);
    }
    int members = view.now().members().size();
    long end = System.nanoTime();
    long alone = threadNs() - thread;
    return new Figures()
        .count("entries", life.history().size())
        .count("acts", life.acts())
        .count("members", members)
        .measure("resolve_s", (end - start) / 1e9)
        .measure("resolve_thread_s", alone / 1e9)
        .measure("resolve_cpu_s", (processorNs() - processor) / 1e9);
  }

  /** As many rounds as there are stewards that have been silent since half time. */
  private void oneMore() throws IOException {
    int rounds = life.silent().size();
    Life.Door door = life.open(life.present().get(0), rounds, graph.frontier());
    take(door.invite());
    for (int round = 0; round < rounds; round++) {
      Writer silent = life.silent().get(round);
      add("plain", life.present().get(round), new Act.Gather(), graph.frontier());
      add("admit", door.inviter(), life.admission(door, life.person().secrets()), graph.frontier());
      add("suspend", life.stewards().get(round), suspension(round), graph.frontier());
      add("late", silent, new Act.Gather(), List.of());
      add("late_suspend", silent, suspension(rounds + round), List.of());
    }
  }

  /** Of somebody who came in before half time and writes nothing afterwards. */
  private Act suspension(int number) {
    Writer target = life.bystanders().get(number);
    return new Act.Suspend(target.member(), "", List.of());
  }

  private void add(String kind, Writer by, Act act, List<EntryId> links) throws IOException {
    Written written = life.history().write(by, act, links);
    long start = threadNs();
    take(written);
    view.now();
    more.computeIfAbsent(kind, k -> new Latencies(life.silent().size())).add(threadNs() - start);
  }

  private void take(Written written) throws IOException {
    Header header = written.entry().header();
    Past past = graph.pastOf(header.parents());
    boolean founds = header.parents().isEmpty();
    if (!founds && !view.at(past).isEffective(header.device())) {
      throw new IOException("membership: expected entries by who is in, found " + written.act());
    }
    Fact fact =
        new Fact(
            graph.add(written.entry(), Branch.main(header.chain())), new Body(0, written.act()));
    view.add(fact);
  }

  /** Nothing here waits for anything, so this is the time that it takes on an idle machine. */
  private static long threadNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processorNs() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
