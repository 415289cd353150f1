package org.peyvand.node.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.peyvand.node.Node;
import org.peyvand.node.Restoration;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.BackupNetwork;
import org.peyvand.node.control.proto.BackupResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.backup.Backup;
import org.peyvand.protocol.backup.BackupException;
import org.peyvand.protocol.backup.Restored;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.JoinRequest;

/** What is done with a backup where there is no home, or not yet. */
public final class BackupFiles {
  private BackupFiles() {}

  private interface Work {
    BackupResult.Builder run() throws HomeException, StoreException, IOException, BackupException;
  }

  /**
   * Makes a home of a backup.
   *
   * @param passphrase of the new home; wiped by the caller
   * @param backupPassphrase wiped by the caller
   */
  public static Result restore(
      Path home, Path file, char[] passphrase, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    return answer(
        home,
        file,
        () -> {
          Restoration done =
              Node.restore(
                  home,
                  file,
                  passphrase,
                  backupPassphrase,
                  entries -> replies.progress("restore", entries, 0));
          return restored(done, file);
        });
  }

  /**
   * Reads a backup whole and keeps nothing.
   *
   * @param backupPassphrase wiped by the caller
   */
  public static Result verify(Path file, char[] backupPassphrase, ReplySink replies)
      throws ControlException {
    return answer(
        file,
        file,
        () ->
            read(
                Node.verify(
                    file, backupPassphrase, entries -> replies.progress("verify", entries, 0)),
                file));
  }

  private static Result answer(Path home, Path file, Work work) throws ControlException {
    try {
      return Result.newBuilder().setBackup(work.run()).build();
    } catch (HomeException e) {
      throw Failures.of(e, home);
    } catch (StoreException e) {
      throw Failures.of(e, home);
    } catch (BackupException e) {
      throw Failures.of(e, file);
    } catch (NoSuchFileException e) {
      throw new ControlException(e, FailureCode.FILE_NOT_FOUND, file.toString());
    } catch (IOException e) {
      throw new ControlException(
          e, FailureCode.IO, file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static BackupResult.Builder read(Backup backup, Path file) throws IOException {
    BackupResult.Builder result =
        BackupResult.newBuilder()
            .setEntries(backup.entries())
            .setBytes(Files.size(file))
            .setPath(file.toString());
    for (Restored one : backup.networks()) {
      result.addNetworks(
          BackupNetwork.newBuilder()
              .setId(one.network().hex())
              .setName(one.name())
              .setEntries(one.entries()));
    }
    return result;
  }

  private static BackupResult.Builder restored(Restoration done, Path file) throws IOException {
    BackupResult.Builder result = read(done.backup(), file).setDevice(done.device().hex());
    for (int i = 0; i < done.backup().networks().size(); i++) {
      JoinRequest request = done.requests().get(done.backup().networks().get(i).network());
      if (request != null) {
        result.getNetworksBuilder(i).addAllWords(new RequestWords().of(request));
      }
    }
    return result;
  }
}
