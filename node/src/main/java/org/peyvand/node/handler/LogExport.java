package org.peyvand.node.handler;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.LogExportResult;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * Writes the log as it is kept: bodies stay sealed, so that the file tells no names, and everybody
 * can check it. Each entry: header, sealed body and signature, each after its length (4 bytes,
 * big-endian; no signature: 0).
 */
final class LogExport {
  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private LogExport() {}

  static LogExportResult write(Group group, String typed)
      throws ControlException, StoreException, IOException {
    Path path = Path.of(typed);
    long entries = 0;
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)))) {
      for (Head head : group.replica().store().heads()) {
        entries += write(out, group.replica().store(), head);
      }
    } catch (FileAlreadyExistsException e) {
      throw new ControlException(e, FailureCode.FILE_EXISTS, typed);
    }
    return LogExportResult.newBuilder()
        .setEntries(entries)
        .setBytes(Files.size(path))
        .setPath(path.toString())
        .build();
  }

  private static long write(DataOutputStream out, EntryStore store, Head head)
      throws StoreException, IOException {
    long next = head.firstSeq();
    while (next <= head.seq()) {
      for (SignedEntry signed : store.read(head.branch(), next, READ_ENTRIES, READ_BYTES)) {
        put(out, signed.entry().headerBytes());
        put(out, signed.entry().sealedBody());
        put(out, signed.signature().orElse(Bytes.EMPTY));
        next++;
      }
    }
    return next - head.firstSeq();
  }

  private static void put(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.length());
    out.write(bytes.view());
  }
}
