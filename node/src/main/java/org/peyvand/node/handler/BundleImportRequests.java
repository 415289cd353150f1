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
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.bundle.BundleException;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleReader;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Brought;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;

/** Reads a bundle: what can be taken is taken, also from one that is damaged further on. */
final class BundleImportRequests {
  /** Entries that wait in memory for what they build on; more are left in the file. */
  private static final long WAITING_BYTES = 64L * 1024 * 1024;

  /** Governance entries of a network that this device is not in: as many as a joiner takes. */
  private static final long GOVERNANCE_BYTES = 256L * 1024 * 1024;

  private final Desk desk;
  private final long waitingBytes;
  private final List<Run> governance = new ArrayList<>();
  private long governanceBytes;
  private Optional<NetworkId> network = Optional.empty();
  private Optional<BundleRuns> runs = Optional.empty();
  private long entries;
  private long entered;
  private long left;
  private final BundledRequests requests;

  BundleImportRequests(Desk desk) {
    this(desk, WAITING_BYTES);
  }

  BundleImportRequests(Desk desk, long waitingBytes) {
    this.desk = desk;
    this.waitingBytes = waitingBytes;
    this.requests = new BundledRequests(desk);
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
    if (runs.isPresent()) {
      runs.get().end();
    }
    linkedNow(replies);
    if (broken.isPresent()) {
      throw refused(broken.get(), path);
    }
    if (network.isPresent() && runs.isEmpty()) {
      throw new ControlException(FailureCode.BUNDLE_FOREIGN, path.toString());
    }
    requests.requireOne();
    return result(path);
  }

  /** The bundle may have brought the yes to a device that was restored. */
  private void linkedNow(ReplySink replies)
      throws ExecutionException, InterruptedException, HomeException {
    Optional<Group> group =
        network.isPresent()
            ? desk.ask(() -> desk.node().groups().group(network.get()))
            : Optional.empty();
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
    BundleResult.Builder result =
        BundleResult.newBuilder()
            .setEntries(entries)
            .setBytes(Files.size(path))
            .setAccepted(entered)
            .setLeft(left)
            .setRequests(requests.waiting())
            .setRequestsRefused(requests.refused())
            .setPath(path.toString());
    runs.ifPresent(
        taken ->
            result
                .setAccepted(entered + taken.accepted())
                .setAlreadyHad(taken.alreadyHad())
                .setWaiting(taken.waiting())
                .setAuthorNotIn(taken.authorNotIn())
                .setLeft(left + taken.left()));
    return Result.newBuilder().setBundle(result).build();
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
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    if (frame instanceof BundleFrame.Network named) {
      network = Optional.of(named.network());
      runs = runs(named.network());
    } else if (frame instanceof BundleFrame.Request request) {
      requests.take(request.request());
    } else if (frame instanceof BundleFrame.Entries coded) {
      take(coded.run(), Optional.empty());
    } else if (frame instanceof BundleFrame.Signed signed) {
      take(signed.run(), signed.maker());
    }
  }

  private void take(Bytes coded, Optional<DeviceId> maker)
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    Optional<Run> run = RunCodec.decode(coded).asOptional();
    if (run.isPresent()) {
      take(new Brought(run.get(), maker));
    }
  }

  private Optional<BundleRuns> runs(NetworkId named)
      throws ExecutionException, InterruptedException {
    return desk.ask(() -> desk.node().groups().group(named))
        .map(group -> new BundleRuns(desk, group, waitingBytes));
  }

  private void take(Brought brought)
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    Run run = brought.run();
    entries += run.size();
    if (runs.isEmpty() && run.chain().lane() == Lane.GOVERNANCE) {
      governanceBytes += BundleRuns.bytes(run);
      if (governanceBytes <= GOVERNANCE_BYTES) {
        governance.add(run);
      } else {
        left += run.size();
      }
      return;
    }
    enterIfAdmitted();
    if (runs.isPresent()) {
      runs.get().take(brought);
    }
  }

  /** Once all governance entries are read: they may be the admission that this device waits for. */
  private void enterIfAdmitted()
      throws ExecutionException, InterruptedException, StoreException, HomeException {
    if (runs.isPresent() || network.isEmpty() || governance.isEmpty()) {
      return;
    }
    for (PendingJoins.Pending pending : desk.node().pending().all()) {
      if (desk.node().joins().enter(pending, network.get(), governance)) {
        runs = runs(network.get());
        entered = governance.stream().mapToLong(Run::size).sum();
        break;
      }
    }
    governance.clear();
  }
}
