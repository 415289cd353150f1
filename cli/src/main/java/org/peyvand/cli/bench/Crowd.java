package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.MemberIds;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;
import org.peyvand.protocol.sync.Runs;

/**
 * Coming in and going out where many devices are in: until it is durable at the author's, how many
 * bytes others are sent of it, and until one of them has it on disk and knows who is in.
 */
final class Crowd {
  private static final int ADMISSIONS = 10;

  private final OpenHome home;
  private final OpenHome other;
  private final Group group;
  private final Figures figures = new Figures();
  private Group taker;
  private long given;

  private Crowd(OpenHome home, OpenHome other) throws IOException {
    this.home = home;
    this.other = other;
    this.group = Community.found(home);
  }

  /** The author, the other who takes everything, and those who come in while it is measured. */
  static Optional<String> refusal(Plan plan) {
    return plan.authors() < 2 + ADMISSIONS ? Optional.of(Plan.AUTHORS) : Optional.empty();
  }

  static Figures measure(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Path path = homes.home("founder");
    Figures figures;
    try (OpenHome home = OpenHome.open(path, homes.passphrase());
        OpenHome other = OpenHome.open(homes.home("other"), homes.passphrase())) {
      figures = new Crowd(home, other).run(plan.authors());
    }
    long start = System.nanoTime();
    OpenHome.open(path, homes.passphrase()).close();
    return figures.measure("open_s", (System.nanoTime() - start) / 1e9);
  }

  private Figures run(int devices) throws IOException {
    Entropy entropy = home.node().entropy();
    InviteSeed seed = InviteSeed.generate(entropy);
    EntryId invite = home.ask(() -> group.write(seed.invite(devices - 1, false)).last());
    write(Community.admission(group, seed, invite, other.node().own(), "other"));
    DeviceSecrets last = other.node().own();
    for (int i = 2; i < devices - ADMISSIONS; i++) {
      last = DeviceSecrets.generate(entropy);
      write(Community.admission(group, seed, invite, last, "n" + i));
    }
    List<Run> all = home.ask(() -> Author.runs(group.replica().store(), Lane.GOVERNANCE, 0));
    other.ask(() -> other.node().groups().enter(group.network(), all));
    taker = other.group();
    given = all.get(all.size() - 1).lastSeq() + 1;
    Cost admissions = new Cost();
    for (int i = 0; i < ADMISSIONS; i++) {
      last = DeviceSecrets.generate(entropy);
      add(admissions, Community.admission(group, seed, invite, last, "m" + i));
    }
    admissions.tell("admission");
    Cost suspension = new Cost();
    DeviceId device = last.device();
    add(suspension, new Act.Suspend(MemberIds.of(group.network(), device), "", List.of()));
    suspension.tell("suspension");
    int members = home.ask(() -> group.replica().membership().members().size());
    return figures.count("members", members);
  }

  private void write(Act act) throws IOException {
    home.ask(() -> group.write(act));
  }

  private void add(Cost cost, Act act) throws IOException {
    long start = System.nanoTime();
    write(act);
    cost.written.add(System.nanoTime() - start);
    Run run = home.ask(this::next);
    given = run.lastSeq() + 1;
    cost.bytes = Math.max(cost.bytes, RunCodec.encode(run).length());
    start = System.nanoTime();
    Verdict verdict = other.ask(() -> taker.take(List.of(run))).verdicts().get(0);
    cost.taken.add(System.nanoTime() - start);
    if (!(verdict instanceof Verdict.Accepted)) {
      throw new IOException("crowd: expected what others take, found " + verdict);
    }
  }

  /** What the author has written since. */
  private Run next() throws StoreException {
    ChainId own = new ChainId(home.node().own().device(), Lane.GOVERNANCE);
    Optional<Run> run = Runs.cut(group.replica().store(), Branch.main(own), given);
    return run.orElseThrow();
  }

  /** What acts of one kind cost. */
  private final class Cost {
    private final Latencies written = new Latencies(ADMISSIONS);
    private final Latencies taken = new Latencies(ADMISSIONS);
    private int bytes;

    void tell(String kind) {
      figures.measure(kind + "_max_ms", written.percentileMs(100));
      figures.measure(kind + "_taken_max_ms", taken.percentileMs(100));
      figures.count(kind + "_bytes", bytes);
    }
  }
}
