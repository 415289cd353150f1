package org.peyvand.node.handler;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.LogExportResult;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;

/**
 * Writes the log as it is kept: bodies stay sealed, so that the file tells no names, and everybody
 * can check it. Each entry: header, sealed body and signature, each after its length (4 bytes,
 * big-endian; no signature: 0). Where the body was erased, 0xffffffff stands for its length, and
 * then comes its SHA-256 (32 bytes).
 */
final class LogExport {
  private static final int ERASED = -1;

  private final Desk desk;

  LogExport(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request)
      throws ControlException, ExecutionException, InterruptedException, IOException {
    Group group = desk.ask(() -> desk.group(request));
    LogExportResult result = write(group, request.getLogExport().getPath());
    return Result.newBuilder().setLogExport(result).build();
  }

  private LogExportResult write(Group group, String typed)
      throws ControlException, ExecutionException, InterruptedException, IOException {
    Path path = Path.of(typed);
    LogParts parts = new LogParts(desk, group);
    long entries = 0;
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)))) {
      for (Head head : parts.heads()) {
        entries += write(out, parts, head);
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

  private static long write(DataOutputStream out, LogParts parts, Head head)
      throws ExecutionException, InterruptedException, IOException {
    long next = head.firstSeq();
    while (next <= head.seq()) {
      for (SignedEntry signed : parts.read(head, next)) {
        put(out, signed.entry().headerBytes());
        putBody(out, signed.entry());
        put(out, signed.signature().orElse(Bytes.EMPTY));
        next++;
      }
    }
    return next - head.firstSeq();
  }

  private static void putBody(DataOutputStream out, Entry entry) throws IOException {
    if (entry.isErased()) {
      out.writeInt(ERASED);
      out.write(entry.erased().orElseThrow().view());
    } else {
      put(out, entry.sealedBody());
    }
  }

  private static void put(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.length());
    out.write(bytes.view());
  }
}
