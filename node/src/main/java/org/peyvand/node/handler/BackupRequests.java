package org.peyvand.node.handler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.BackupNetwork;
import org.peyvand.node.control.proto.BackupResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Peers;
import org.peyvand.node.store.PassphraseBytes;
import org.peyvand.protocol.backup.BackupWriter;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.words.InviteCode;

/** Writes a backup of all networks: entries and epochs, never this device's keys. */
final class BackupRequests {
  private final Desk desk;
  private long entries;

  BackupRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException, ExecutionException, InterruptedException, IOException {
    Path path = Path.of(request.getBackupCreate().getPath());
    byte[] passphrase = PassphraseBytes.of(request.getBackupCreate().getPassphrase().toCharArray());
    BackupResult.Builder result = BackupResult.newBuilder().setPath(path.toString());
    OutputStream created = create(path);
    try (OutputStream out = created;
        BackupWriter writer =
            BackupWriter.begin(
                out, passphrase, desk.node().device().name(), desk.node().entropy())) {
      for (Group group : desk.ask(() -> desk.node().groups().all())) {
        result.addNetworks(write(writer, group, replies));
      }
    } catch (ExecutionException | InterruptedException | IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
    try (FileChannel written = FileChannel.open(path, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    return Result.newBuilder()
        .setBackup(result.setEntries(entries).setBytes(Files.size(path)))
        .build();
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

  private BackupNetwork write(BackupWriter writer, Group group, ReplySink replies)
      throws ExecutionException, InterruptedException, IOException {
    long before = entries;
    BackupWriter.Network network =
        desk.ask(
            () -> {
              Optional<InviteCode> code = invite(group);
              return writer.network(group.replica(), code, peers(group));
            });
    for (Optional<Run> run = desk.ask(network::next);
        run.isPresent();
        run = desk.ask(network::next)) {
      network.write(run.get());
      entries += run.get().size();
      replies.progress("backup", entries, 0);
    }
    return BackupNetwork.newBuilder()
        .setId(group.network().hex())
        .setName(desk.ask(() -> group.replica().membership().name()))
        .setEntries(entries - before)
        .build();
  }

  /**
   * Opens a door for the device that will be restored: the member's own act, while the member can
   * still act. None where this device may not write; then the backup is history alone.
   */
  private Optional<InviteCode> invite(Group group) throws ControlException, StoreException {
    InviteSeed seed = InviteSeed.generate(desk.node().entropy());
    Act.Invite act = seed.invite(1, true);
    boolean may =
        !group.replica().isBehindItself()
            && group.replica().membership().allows(desk.own(), act).isEmpty();
    if (!may) {
      return Optional.empty();
    }
    desk.write(group, act);
    return Optional.of(
        new InviteCode(
            Bytes.copyOf(seed.seed().expose()), NetworkHash.of(group.network()), List.of()));
  }

  private static List<String> peers(Group group) throws StoreException {
    List<String> peers = new ArrayList<>();
    for (Peers.Peer peer : new Peers(group.replica().store()).all()) {
      peers.add(peer.address().toString());
    }
    return peers;
  }
}
