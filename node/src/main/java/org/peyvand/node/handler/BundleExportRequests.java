package org.peyvand.node.handler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleWriter;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;
import org.peyvand.protocol.sync.Runs;

/** Writes a bundle: a network's entries for its members, or a request of this device to join. */
final class BundleExportRequests {
  private static final Bytes EXPORTED = Bytes.utf8("exported");

  private final Desk desk;
  private long entries;

  BundleExportRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          IOException,
          StoreException {
    Path path = Path.of(request.getBundleExport().getPath());
    Optional<PendingJoins.Pending> asked = desk.ask(() -> asked(request));
    Optional<Group> group =
        asked.isPresent() ? Optional.empty() : Optional.of(desk.ask(() -> desk.group(request)));
    List<DeviceKeys> readers = group.isPresent() ? desk.ask(() -> readers(group.get())) : List.of();
    requireRoom(readers.size());
    OutputStream created = create(path);
    try (OutputStream out = created) {
      if (group.isPresent()) {
        boolean sinceLast = request.getBundleExport().getSinceLast();
        writeEntries(out, group.get(), readers, sinceLast, replies);
      } else {
        writeRequest(out, asked.get());
      }
    } catch (ExecutionException | IOException | StoreException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
    BundleResult.Builder result =
        BundleResult.newBuilder()
            .setEntries(entries)
            .setBytes(Files.size(path))
            .setRequests(asked.isPresent() ? 1 : 0)
            .setPath(path.toString());
    if (group.isPresent()) {
      result.setNetwork(desk.ask(() -> group.get().replica().membership().name()));
    }
    return Result.newBuilder().setBundle(result).build();
  }

  /**
   * The request to join that is meant, if one is: by its code, or because this device is in no
   * network. Only one goes into a file: whoever can read one must not learn of the others.
   */
  private Optional<PendingJoins.Pending> asked(Request request) throws ControlException {
    String code = request.getBundleExport().getJoin();
    if (!code.isEmpty()) {
      return Optional.of(
          desk.node()
              .pending()
              .find(EnterRequests.code(code))
              .orElseThrow(() -> new ControlException(FailureCode.JOIN_NOT_FOUND)));
    }
    boolean isIn = desk.node().groups().all().stream().anyMatch(this::isIn);
    if (isIn || !request.getNetwork().isEmpty()) {
      return Optional.empty();
    }
    List<PendingJoins.Pending> pending = desk.node().pending().all();
    if (pending.size() > 1) {
      throw new ControlException(FailureCode.CHOOSE_JOIN);
    }
    return pending.stream().findFirst();
  }

  /** Also while suspended, or while vouchers are awaited; not after leaving or being removed. */
  private boolean isIn(Group group) {
    return group
        .replica()
        .membership()
        .memberOf(desk.own())
        .filter(member -> member.state() != Member.State.LEFT)
        .filter(member -> member.state() != Member.State.EXPELLED)
        .filter(member -> !member.retired().containsKey(desk.own()))
        .isPresent();
  }

  private static List<DeviceKeys> readers(Group group) {
    return List.copyOf(group.replica().membership().effectiveDevices().values());
  }

  /** A bundle has room for so many readers. */
  static void requireRoom(int readers) throws ControlException {
    if (readers > BundleWriter.MOST_READERS) {
      throw new ControlException(
          FailureCode.TOO_MANY_READERS,
          Integer.toString(readers),
          Integer.toString(BundleWriter.MOST_READERS));
    }
  }

  private static OutputStream create(Path path) throws ControlException, IOException {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException e) {
      throw new ControlException(e, FailureCode.FILE_EXISTS, path.toString());
    } catch (NoSuchFileException e) {
      throw new ControlException(e, FailureCode.FILE_NOT_FOUND, path.toString());
    }
  }

  private void writeRequest(OutputStream out, PendingJoins.Pending asked) throws IOException {
    List<SecretBytes> psk = List.of(asked.seed().psk());
    try (BundleWriter writer = BundleWriter.begin(out, List.of(), psk, desk.node().entropy())) {
      writer.write(new BundleFrame.Request(JoinRequestCodec.encode(asked.request())));
    }
  }

  private void writeEntries(
      OutputStream out, Group group, List<DeviceKeys> readers, boolean sinceLast, ReplySink replies)
      throws IOException, ExecutionException, InterruptedException, StoreException {
    EntryStore store = group.replica().store();
    List<Head> heads = desk.ask(store::heads);
    Map<EntryId, Long> before = sinceLast ? desk.ask(() -> exported(store)) : Map.of();
    try (BundleWriter writer = BundleWriter.begin(out, readers, List.of(), desk.node().entropy())) {
      writer.write(new BundleFrame.Network(group.network()));
      for (Head head : heads) {
        long from = desk.ask(() -> firstUnexported(store, head, before));
        writeBranch(writer, store, head, from, replies);
      }
    }
    desk.ask(
        () -> {
          noteExported(store, heads);
          return null;
        });
  }

  private void writeBranch(
      BundleWriter writer, EntryStore store, Head head, long from, ReplySink replies)
      throws IOException, ExecutionException, InterruptedException {
    long next = from;
    while (next <= head.seq()) {
      long start = next;
      Optional<Run> run = desk.ask(() -> Runs.cutForBundle(store, head.branch(), start));
      if (run.isEmpty()) {
        throw new IllegalStateException("no signed run from " + next + " of " + head.branch());
      }
      SigningKey maker = desk.node().own().signing();
      writer.write(BundleFrame.Signed.by(maker, RunCodec.encode(run.get())));
      entries += run.get().size();
      next = run.get().lastSeq() + 1;
      replies.progress("export", entries, 0);
    }
  }

  /** What was in the last export: heads by id. */
  private static Map<EntryId, Long> exported(EntryStore store) throws StoreException {
    Map<EntryId, Long> heads = new HashMap<>();
    Optional<Bytes> row = store.row(Table.LOCAL, EXPORTED);
    if (row.isPresent()) {
      ByteBuffer in = ByteBuffer.wrap(row.get().view());
      while (in.hasRemaining()) {
        byte[] id = new byte[EntryId.LENGTH];
        in.get(id);
        heads.put(EntryId.of(id), in.getLong());
      }
    }
    return heads;
  }

  private static long firstUnexported(EntryStore store, Head head, Map<EntryId, Long> before)
      throws StoreException {
    for (Map.Entry<EntryId, Long> one : before.entrySet()) {
      boolean here =
          store
              .place(one.getKey())
              .filter(place -> place.branch().equals(head.branch()))
              .isPresent();
      if (here) {
        return one.getValue() + 1;
      }
    }
    return head.firstSeq();
  }

  private static void noteExported(EntryStore store, List<Head> heads) throws StoreException {
    List<Head> all = new ArrayList<>(heads);
    ByteBuffer out = ByteBuffer.allocate(all.size() * (EntryId.LENGTH + Long.BYTES));
    all.forEach(head -> out.put(head.id().bytes().view()).putLong(head.seq()));
    Row row = new Row(Table.LOCAL, EXPORTED, Optional.of(Bytes.own(out.array())));
    store.commit(new Commit(List.of(), List.of(row)));
  }
}
