package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.proto.ChangeResult;
import org.peyvand.node.control.proto.FileResult;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.ResourceResult;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.Version;

/** A resource as its owner sees it; texts are read from the entries. */
final class ResourceView {
  private final Group group;
  private final Resource resource;

  ResourceView(Group group, Resource resource) {
    this.group = group;
    this.resource = resource;
  }

  /** With its text. */
  ResourceResult whole() throws StoreException {
    return builder().setText(text()).build();
  }

  /** Without its text. */
  ResourceResult brief() throws StoreException {
    return builder().build();
  }

  private ResourceResult.Builder builder() throws StoreException {
    Membership membership = group.replica().membership();
    Version shown = resource.shown();
    ResourceResult.Builder view =
        ResourceResult.newBuilder()
            .setId(resource.id().hex())
            .setTitle(shown.title())
            .setKind(resource.kind())
            .addAllTags(shown.tags())
            .setAuthor(Desk.nameOf(membership, resource.author()))
            .setEditor(Desk.nameOf(membership, shown.author()))
            .setEdited(Desk.time(shown.claimedTimeMs()))
            .setConcurrent(resource.inConflict())
            .addAllSetAsideBy(removals(resource.id(), resource.author()));
    view.setSetAside(view.getSetAsideByCount() > 0);
    for (Version edit : group.replica().editsSetAside(stored())) {
      view.addSetAsideChanges(change(edit));
    }
    if (resource.file().isPresent()) {
      view.setFile(file(resource.file().get()));
    }
    return view;
  }

  /** With what is set aside of it. */
  private Resource stored() throws StoreException {
    Optional<Bytes> row = group.replica().store().row(Table.RESOURCE, resource.id().bytes());
    return ResourceRequests.read(row.orElseThrow());
  }

  private ChangeResult change(Version edit) throws StoreException {
    return ChangeResult.newBuilder()
        .setId(edit.entry().hex())
        .setTitle(edit.title())
        .setEditor(Desk.nameOf(group.replica().membership(), edit.author()))
        .setEdited(Desk.time(edit.claimedTimeMs()))
        .addAllSetAsideBy(removals(edit.entry(), edit.author()))
        .build();
  }

  /** What sets a record aside. */
  private List<Reason> removals(EntryId record, DeviceId author) throws StoreException {
    Reasons reasons = new Reasons(group);
    List<Reason> removals = new ArrayList<>();
    for (EntryId removal : reasons.inOrder(group.replica().setAsideBy(record, author))) {
      removals.add(reasons.of(removal));
    }
    return removals;
  }

  /** Records come whole and in order, so a file whose entry is here is here, or forgotten. */
  private FileResult file(FileRef file) throws StoreException {
    boolean forgotten = isForgotten(file);
    return FileResult.newBuilder()
        .setName(file.name())
        .setBytes(file.size())
        .setSha256(file.sha256().hex())
        .setHereBytes(forgotten ? 0 : file.size())
        .setForgotten(forgotten)
        .build();
  }

  /**
   * Whether the group cut its history in the midst of the file: the beginning is gone then. Who
   * wrote the entry may have named chunks that never were.
   */
  private boolean isForgotten(FileRef file) throws StoreException {
    EntryStore store = group.replica().store();
    Branch branch = store.place(resource.id()).orElseThrow().branch();
    Place first = new Place(branch, file.firstChunk());
    return store.entry(first).filter(chunk -> chunk.entry().isErased()).isPresent();
  }

  String text() throws StoreException {
    Place place = group.replica().store().place(resource.shown().entry()).orElseThrow();
    Entry entry = group.replica().store().entry(place).orElseThrow().entry();
    if (group.replica().open(entry) instanceof Opening.Read read) {
      if (read.body().act() instanceof Act.AddResource add) {
        return add.text();
      } else if (read.body().act() instanceof Act.EditResource edit) {
        return edit.text();
      }
    }
    throw new IllegalStateException("resource " + resource.id() + ": expected a readable text");
  }

  /** All in which words are looked for. */
  String searchable() throws StoreException {
    Version shown = resource.shown();
    String file = resource.file().map(FileRef::name).orElse("");
    return String.join("\n", shown.title(), text(), String.join("\n", shown.tags()), file);
  }
}
