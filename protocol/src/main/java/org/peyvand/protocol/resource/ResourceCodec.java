package org.peyvand.protocol.resource;

import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.resource.proto.FileRow;
import org.peyvand.protocol.resource.proto.ResourceRow;
import org.peyvand.protocol.resource.proto.VersionRow;

/** Between resources and the rows that keep them. */
public final class ResourceCodec {
  private ResourceCodec() {}

  public static Bytes encode(Resource resource) {
    ResourceRow.Builder row =
        ResourceRow.newBuilder()
            .setId(Strict.string(resource.id().bytes()))
            .setKind(resource.kind())
            .setAuthor(Strict.string(resource.author().bytes()))
            .addAllNewest(resource.newest().stream().map(ResourceCodec::row).toList());
    resource.file().ifPresent(file -> row.setFile(row(file)));
    return Bytes.own(row.build().toByteArray());
  }

  /** Reads a row; a damaged one is refused with the reason. */
  public static Decoded<Resource> decode(Bytes row) {
    return Strict.decode(row.view(), ResourceRow.parser(), ResourceCodec::resource);
  }

  private static VersionRow row(Version version) {
    return VersionRow.newBuilder()
        .setEntry(Strict.string(version.entry().bytes()))
        .setAuthor(Strict.string(version.author().bytes()))
        .setClaimedTimeMs(version.claimedTimeMs())
        .setTitle(version.title())
        .addAllTags(version.tags())
        .build();
  }

  private static FileRow row(FileRef file) {
    return FileRow.newBuilder()
        .setName(file.name())
        .setSize(file.size())
        .setSha256(Strict.string(file.sha256()))
        .setFirstChunk(file.firstChunk())
        .setChunks(file.chunks())
        .build();
  }

  private static Resource resource(ResourceRow row) {
    return new Resource(
        new EntryId(Strict.bytes(row.getId())),
        row.getKind(),
        new DeviceId(Strict.bytes(row.getAuthor())),
        row.hasFile() ? Optional.of(file(row.getFile())) : Optional.empty(),
        row.getNewestList().stream().map(ResourceCodec::version).toList());
  }

  private static Version version(VersionRow row) {
    return new Version(
        new EntryId(Strict.bytes(row.getEntry())),
        new DeviceId(Strict.bytes(row.getAuthor())),
        row.getClaimedTimeMs(),
        row.getTitle(),
        row.getTagsList());
  }

  private static FileRef file(FileRow row) {
    return new FileRef(
        row.getName(),
        row.getSize(),
        Strict.bytes(row.getSha256()),
        row.getFirstChunk(),
        row.getChunks());
  }
}
