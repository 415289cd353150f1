package org.peyvand.node.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.resource.Resource;

/** Writing a shared file, or a note's text, to disk; checked against its fingerprint. */
final class ResourceGetRequests {
  private static final int CHUNKS_A_READ = 16;
  private static final int BYTES_A_READ = 1024 * 1024;

  private final Desk desk;

  ResourceGetRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException, ExecutionException, InterruptedException, IOException {
    Group group = desk.ask(() -> desk.group(request));
    Resource resource =
        desk.ask(() -> ResourceRequests.pick(group, request.getResourceGet().getResource()));
    Path path = Path.of(request.getResourceGet().getPath());
    try (OutputStream out = create(path)) {
      if (resource.file().isPresent()) {
        write(group, resource, resource.file().get(), out, replies);
      } else {
        String text = desk.ask(() -> new ResourceView(group, resource).text());
        out.write(Bytes.utf8(text).view());
      }
    } catch (ControlException | IOException | ExecutionException | RuntimeException e) {
      if (!isTaken(e)) {
        Files.deleteIfExists(path);
      }
      throw e;
    }
    Result result = desk.ask(() -> ResourceRequests.one(group, resource));
    return result.toBuilder()
        .setResource(result.getResource().toBuilder().setPath(path.toString()))
        .build();
  }

  /** Somebody else's file of that name stays. */
  private static boolean isTaken(Exception e) {
    return e instanceof ControlException && e.getCause() instanceof FileAlreadyExistsException;
  }

  private static OutputStream create(Path path) throws ControlException, IOException {
    try {
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new ControlException(e, FailureCode.FILE_EXISTS, path.toString());
    } catch (NoSuchFileException e) {
      throw new ControlException(e, FailureCode.FILE_NOT_FOUND, path.toString());
    }
  }

  private void write(
      Group group, Resource resource, FileRef file, OutputStream out, ReplySink replies)
      throws IOException, ControlException, ExecutionException, InterruptedException {
    EntryStore store = group.replica().store();
    Branch branch = desk.ask(() -> store.place(resource.id()).orElseThrow().branch());
    long next = file.firstChunk();
    int chunks = 0;
    long size = 0;
    try (DigestOutputStream digested = Fingerprints.digesting(out)) {
      while (chunks < file.chunks()) {
        long from = next;
        List<SignedEntry> part =
            desk.ask(() -> store.read(branch, from, CHUNKS_A_READ, BYTES_A_READ));
        if (part.isEmpty()) {
          throw notWhole(resource, file, size);
        }
        for (SignedEntry entry : part) {
          if (entry.entry().isErased()) {
            throw new ControlException(FailureCode.FILE_FORGOTTEN, resource.shown().title());
          }
          Bytes content = content(group, entry);
          if (content != null && chunks < file.chunks()) {
            digested.write(content.view());
            size += content.length();
            chunks++;
          }
          next++;
        }
        replies.progress("file", size, file.size());
      }
      Bytes digest = Bytes.own(digested.getMessageDigest().digest());
      if (size != file.size() || !digest.equals(file.sha256())) {
        throw notWhole(resource, file, size);
      }
    }
  }

  private static ControlException notWhole(Resource resource, FileRef file, long size) {
    return new ControlException(
        FailureCode.FILE_NOT_HERE,
        resource.shown().title(),
        Long.toString(size),
        Long.toString(file.size()));
  }

  /** A chunk's content; notes that were written in between are passed over. */
  private Bytes content(Group group, SignedEntry entry)
      throws ExecutionException, InterruptedException {
    Opening opening = desk.ask(() -> group.replica().open(entry.entry()));
    return opening instanceof Opening.Read read && read.body().act() instanceof Act.Chunk chunk
        ? chunk.content()
        : null;
  }
}
