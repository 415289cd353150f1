package org.peyvand.node.handler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceAdd;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.replica.Written;

/** Sharing a note or a file. A file goes first, in chunks, then the entry that names them. */
final class ResourceAddRequests {
  private static final int CHUNKS_A_WRITE = 64;

  private final Desk desk;

  ResourceAddRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request, ReplySink replies)
      throws ControlException, ExecutionException, InterruptedException, IOException {
    Group group = desk.ask(() -> desk.group(request));
    ResourceAdd add = request.getResourceAdd();
    String title = Desk.required(add.getTitle(), Limits.TITLE_CHARS, "TITLE");
    String text = Desk.text(add.getText(), Limits.TEXT_CHARS, "--text");
    List<String> tags = ResourceRequests.tags(add.getTagsList());
    String usual = add.getPath().isEmpty() ? "note" : "file";
    String kind =
        add.getKind().isEmpty() ? usual : Desk.required(add.getKind(), Limits.TAG_CHARS, "--kind");
    if (add.getPath().isEmpty()) {
      return add(group, new Act.AddResource(kind, title, text, tags, Optional.empty()));
    }
    synchronized (group) {
      FileRef file = write(group, path(add), replies);
      return add(group, new Act.AddResource(kind, title, text, tags, Optional.of(file)));
    }
  }

  private Result add(Group group, Act.AddResource act)
      throws ExecutionException, InterruptedException {
    return desk.ask(
        () -> {
          EntryId id = desk.write(group, act).last();
          return ResourceRequests.one(group, ResourceRequests.resource(group, id));
        });
  }

  private static Path path(ResourceAdd add) throws ControlException, IOException {
    Path path = Path.of(add.getPath());
    if (!Files.isRegularFile(path)) {
      throw new ControlException(FailureCode.FILE_NOT_FOUND, add.getPath());
    }
    if (Files.size(path) > Limits.FILE_BYTES) {
      throw tooLarge(path);
    }
    return path;
  }

  private static ControlException tooLarge(Path path) {
    return new ControlException(
        FailureCode.FILE_TOO_LARGE, path.toString(), Long.toString(Limits.FILE_BYTES));
  }

  private FileRef write(Group group, Path path, ReplySink replies)
      throws IOException, ControlException, ExecutionException, InterruptedException {
    long expected = Files.size(path);
    long first = -1;
    long size = 0;
    int chunks = 0;
    try (DigestInputStream in = Fingerprints.digesting(Files.newInputStream(path))) {
      for (List<Act.Chunk> part = part(in); !part.isEmpty(); part = part(in)) {
        SignedEntry entry = writeChunks(group, part);
        first = first < 0 ? entry.entry().header().seq() : first;
        chunks += part.size();
        size += part.stream().mapToLong(chunk -> chunk.content().length()).sum();
        if (size > Limits.FILE_BYTES) {
          throw tooLarge(path);
        }
        replies.progress("file", size, expected);
      }
      Bytes digest = Bytes.own(in.getMessageDigest().digest());
      String name = Desk.text(path.getFileName().toString(), Limits.TITLE_CHARS, "--file");
      return new FileRef(name, size, digest, Math.max(first, 0), chunks);
    }
  }

  private SignedEntry writeChunks(Group group, List<Act.Chunk> chunks)
      throws ExecutionException, InterruptedException {
    Written written =
        desk.ask(
            () -> {
              desk.requireWriter(group);
              return group.write(chunks);
            });
    return written.entries().get(0);
  }

  private static List<Act.Chunk> part(InputStream in) throws IOException {
    List<Act.Chunk> part = new ArrayList<>();
    while (part.size() < CHUNKS_A_WRITE) {
      byte[] content = in.readNBytes(Limits.CHUNK_BYTES);
      if (content.length == 0) {
        break;
      }
      part.add(new Act.Chunk(Bytes.own(content)));
    }
    return part;
  }
}
