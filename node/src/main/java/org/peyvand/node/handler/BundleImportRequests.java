package org.peyvand.node.handler;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.BundleResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.live.Requests;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.bundle.BundleException;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleReader;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;

/** Reads a bundle: what can be taken is taken, also from one that is damaged further on. */
final class BundleImportRequests {
  /** Runs that wait in memory for what they build on; more are left in the file. */
  private static final int WAITING_RUNS = 4_096;

  private static final int BATCH_RUNS = 16;

  private final Desk desk;
  private final List<Run> waiting = new ArrayList<>();
  private final List<Run> governance = new ArrayList<>();
  private Optional<NetworkId> network = Optional.empty();
  private Optional<Group> group = Optional.empty();
  private long entries;
  private long accepted;
  private long alreadyHad;
  private long requests;

  BundleImportRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          IOException,
          StoreException,
          HomeException {
    Path path = Path.of(request.getBundleImport().getPath());
    Optional<BundleException> broken = Optional.empty();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      read(in, replies);
    } catch (NoSuchFileException e) {
      throw new ControlException(e, FailureCode.FILE_NOT_FOUND, path.toString());
    } catch (BundleException e) {
      broken = Optional.of(e);
    }
    enterIfAdmitted();
    settle();
    linkedNow(replies);
    if (broken.isPresent()) {
      throw refused(broken.get(), path);
    }
    if (network.isPresent() && group.isEmpty()) {
      throw new ControlException(FailureCode.BUNDLE_FOREIGN, path.toString());
    }
    return result(path);
  }

  /** The bundle may have brought the yes to a device that was restored. */
  private void linkedNow(ReplySink replies)
      throws ExecutionException, InterruptedException, HomeException {
    if (group.isPresent()
        && desk.node().pending().find(group.get().network()).isPresent()
        && desk.ask(() -> !desk.isUnlinked(group.get()))) {
      desk.node().joins().forgetIfIn(group.get());
      desk.node().keepInTouch(group.get());
      replies.notice("linked", List.of());
    }
  }

  private static ControlException refused(BundleException broken, Path path) {
    return switch (broken.kind()) {
      case NOT_FOR_US -> new ControlException(broken, FailureCode.NOT_BUNDLE, path.toString());
      case TRUNCATED, DAMAGED ->
          new ControlException(broken, FailureCode.BUNDLE_DAMAGED, path.toString());
    };
  }

  private Result result(Path path) throws IOException {
    return Result.newBuilder()
        .setBundle(
            BundleResult.newBuilder()
                .setEntries(entries)
                .setBytes(Files.size(path))
                .setAccepted(accepted)
                .setAlreadyHad(alreadyHad)
                .setWaiting(waiting.stream().mapToLong(Run::size).sum())
                .setRequests(requests)
                .setPath(path.toString()))
        .build();
  }

  private void read(InputStream in, ReplySink replies)
      throws IOException,
          BundleException,
          ControlException,
          ExecutionException,
          InterruptedException,
          StoreException,
          HomeException {
    List<SecretBytes> psks = desk.ask(this::psks);
    BundleReader reader = BundleReader.open(in, desk.node().own().sealing(), psks);
    for (Optional<BundleFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
      take(frame.get());
      replies.progress("import", entries, 0);
    }
  }

  /** Keys of all invites here, of others' and of our own asking. */
  private List<SecretBytes> psks() {
    List<SecretBytes> psks = new ArrayList<>();
    for (Group one : desk.node().groups().all()) {
      one.replica()
          .membership()
          .invitations()
          .values()
          .forEach(i -> psks.add(SecretBytes.copyOf(i.act().psk().view())));
    }
    desk.node().pending().all().forEach(p -> psks.add(p.seed().psk()));
    return psks;
  }

  private void take(BundleFrame frame)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          StoreException,
          HomeException {
    if (frame instanceof BundleFrame.Network named) {
      network = Optional.of(named.network());
      group = desk.ask(() -> desk.node().groups().group(named.network()));
    } else if (frame instanceof BundleFrame.Request request) {
      desk.ask(
          () -> {
            takeRequest(request);
            return null;
          });
    } else if (frame instanceof BundleFrame.Entries coded) {
      Optional<Run> run = RunCodec.decode(coded.run()).asOptional();
      if (run.isPresent()) {
        take(run.get());
      }
    }
  }

  private void takeRequest(BundleFrame.Request request) throws StoreException, ControlException {
    for (Group one : desk.node().groups().all()) {
      Requests.Receipt receipt =
          new Requests(one.replica()).take(request.request(), desk.node().clock().getAsLong());
      if (receipt == Requests.Receipt.WAITING || receipt == Requests.Receipt.ADMITTED) {
        requests += receipt == Requests.Receipt.WAITING ? 1 : 0;
        return;
      }
    }
    throw new ControlException(FailureCode.CODE_USED);
  }

  private void take(Run run)
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    entries += run.size();
    if (group.isEmpty() && run.chain().lane() == Lane.GOVERNANCE) {
      governance.add(run);
      return;
    }
    enterIfAdmitted();
    if (waiting.size() < WAITING_RUNS) {
      waiting.add(run);
    }
    if (waiting.size() % BATCH_RUNS == 0) {
      settle();
    }
  }

  /** Once all governance entries are read: they may be the admission that this device waits for. */
  private void enterIfAdmitted()
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    if (group.isPresent() || network.isEmpty() || governance.isEmpty()) {
      return;
    }
    for (PendingJoins.Pending pending : desk.node().pending().all()) {
      if (desk.node().joins().enter(pending, network.get(), governance)) {
        group = desk.ask(() -> desk.node().groups().group(network.get()));
        accepted += governance.stream().mapToLong(Run::size).sum();
        governance.clear();
        return;
      }
    }
  }

  /** Takes what waits, again and again as long as that makes more of it fit. */
  private void settle() throws ExecutionException, InterruptedException {
    if (group.isEmpty()) {
      return;
    }
    boolean moved = true;
    while (moved && !waiting.isEmpty()) {
      List<Run> offered = List.copyOf(waiting);
      Taken taken = desk.ask(() -> group.get().take(offered));
      waiting.clear();
      moved = false;
      for (int i = 0; i < offered.size(); i++) {
        Verdict verdict = taken.verdicts().get(i);
        if (verdict instanceof Verdict.Accepted one) {
          accepted += one.entries();
          alreadyHad += one.alreadyHad();
          moved |= one.entries() > 0;
        } else if (verdict instanceof Verdict.Waiting) {
          waiting.add(offered.get(i));
        }
      }
    }
  }
}
