package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.proto.AddResourceProto;
import org.peyvand.protocol.entry.proto.BodyProto;
import org.peyvand.protocol.entry.proto.ChunkProto;
import org.peyvand.protocol.entry.proto.EditResourceProto;
import org.peyvand.protocol.entry.proto.FileRefProto;

/** Encodings of the acts by which a group shares. */
final class ResourceActs {
  private ResourceActs() {}

  static boolean put(BodyProto.Builder body, Act act) {
    if (act instanceof Act.AddResource add) {
      body.setAddResource(toProto(add));
    } else if (act instanceof Act.EditResource edit) {
      body.setEditResource(toProto(edit));
    } else if (act instanceof Act.Chunk chunk) {
      body.setChunk(ChunkProto.newBuilder().setContent(Strict.string(chunk.content())));
    } else {
      return false;
    }
    return true;
  }

  private static AddResourceProto toProto(Act.AddResource act) {
    AddResourceProto.Builder proto =
        AddResourceProto.newBuilder()
            .setKind(act.kind())
            .setTitle(act.title())
            .setText(act.text())
            .addAllTags(act.tags());
    act.file().ifPresent(file -> proto.setFile(toProto(file)));
    return proto.build();
  }

  private static FileRefProto toProto(FileRef file) {
    return FileRefProto.newBuilder()
        .setName(file.name())
        .setSize(file.size())
        .setSha256(Strict.string(file.sha256()))
        .setFirstChunk(file.firstChunk())
        .setChunks(file.chunks())
        .build();
  }

  private static EditResourceProto toProto(Act.EditResource act) {
    return EditResourceProto.newBuilder()
        .setResource(Refs.bytes(act.resource()))
        .addAllReplaces(act.replaces().stream().map(Refs::bytes).toList())
        .setTitle(act.title())
        .setText(act.text())
        .addAllTags(act.tags())
        .build();
  }

  static Act.AddResource add(AddResourceProto proto) {
    return new Act.AddResource(
        Strict.text(proto.getKind(), Limits.TAG_CHARS, "kind"),
        Strict.text(proto.getTitle(), Limits.TITLE_CHARS, "title"),
        Strict.text(proto.getText(), Limits.TEXT_CHARS, "text"),
        tags(proto.getTagsList()),
        proto.hasFile() ? Optional.of(file(proto.getFile())) : Optional.empty());
  }

  static Act.EditResource edit(EditResourceProto proto) {
    return new Act.EditResource(
        Refs.id(proto.getResource()),
        Refs.ids(proto.getReplacesList(), Limits.LINKS, "replaced versions"),
        Strict.text(proto.getTitle(), Limits.TITLE_CHARS, "title"),
        Strict.text(proto.getText(), Limits.TEXT_CHARS, "text"),
        tags(proto.getTagsList()));
  }

  static Act.Chunk chunk(ChunkProto proto) {
    Strict.require(
        proto.getContent().size() <= Limits.CHUNK_BYTES,
        Reason.TOO_LARGE,
        "chunk: expected at most " + Limits.CHUNK_BYTES + ", found " + proto.getContent().size());
    return new Act.Chunk(Strict.bytes(proto.getContent()));
  }

  private static FileRef file(FileRefProto proto) {
    Strict.require(
        proto.getSize() >= 0 && proto.getSize() <= Limits.FILE_BYTES,
        Reason.TOO_LARGE,
        "file: expected at most " + Limits.FILE_BYTES + " bytes, found " + proto.getSize());
    Strict.require(
        proto.getFirstChunk() >= 0 && proto.getChunks() >= 0,
        Reason.MALFORMED,
        "file: expected chunks from 0 on");
    return new FileRef(
        Strict.text(proto.getName(), Limits.TITLE_CHARS, "file name"),
        proto.getSize(),
        Strict.bytes(proto.getSha256()),
        proto.getFirstChunk(),
        proto.getChunks());
  }

  private static List<String> tags(List<String> tags) {
    Strict.require(
        tags.size() <= Limits.TAGS,
        Reason.TOO_LARGE,
        "tags: expected at most " + Limits.TAGS + ", found " + tags.size());
    tags.forEach(tag -> Strict.text(tag, Limits.TAG_CHARS, "tag"));
    return List.copyOf(tags);
  }
}
