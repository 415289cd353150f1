package org.peyvand.protocol.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * Folds records entries into resources.
 *
 * <p>An edit counts only if it links to the entry that added the resource, and it replaces only
 * versions that it links to. So it comes after them everywhere, and edits that did not know of each
 * other commute. Hence every order of arrival gives the same rows.
 */
public final class ResourceFold {
  private static final String NOTE = "note";

  private ResourceFold() {}

  /** The resource that an act is about; empty for acts that are about none. */
  public static Optional<EntryId> subject(EntryId entry, Act act) {
    if (act instanceof Act.AddResource) {
      return Optional.of(entry);
    }
    return act instanceof Act.EditResource edit ? Optional.of(edit.resource()) : Optional.empty();
  }

  /** What an entry with this act has to link to, the most important first. */
  public static List<EntryId> links(Act act) {
    return act instanceof Act.EditResource edit
        ? Stream.concat(Stream.of(edit.resource()), edit.replaces().stream()).distinct().toList()
        : List.of();
  }

  /**
   * The resource after this entry; an edit of what is not there, or was not linked to, changes
   * nothing.
   *
   * @param links of the entry
   */
  public static Optional<Resource> apply(
      Optional<Resource> before,
      EntryId entry,
      DeviceId author,
      Collection<EntryId> links,
      Body body) {
    if (body.act() instanceof Act.AddResource add) {
      return Optional.of(
          new Resource(
              entry,
              add.kind(),
              author,
              add.file(),
              List.of(new Version(entry, author, body.claimedTimeMs(), add.title(), add.tags()))));
    }
    if (body.act() instanceof Act.EditResource edit && links.contains(edit.resource())) {
      List<EntryId> replaces = edit.replaces().stream().filter(links::contains).toList();
      Version version = new Version(entry, author, body.claimedTimeMs(), edit.title(), edit.tags());
      return before.map(resource -> edited(resource, replaces, version));
    }
    return before;
  }

  /**
   * What an edit alone leaves of a resource whose beginning was erased: a note, whatever it was.
   *
   * @param began who added the resource
   * @param entry of the edit, with its author, links and body
   */
  public static Optional<Resource> afterErasing(
      DeviceId began, EntryId entry, DeviceId author, Collection<EntryId> links, Body body) {
    if (body.act() instanceof Act.EditResource edit && links.contains(edit.resource())) {
      Version version = new Version(entry, author, body.claimedTimeMs(), edit.title(), edit.tags());
      return Optional.of(
          new Resource(edit.resource(), NOTE, began, Optional.empty(), List.of(version)));
    }
    return Optional.empty();
  }

  private static Resource edited(Resource before, List<EntryId> replaces, Version version) {
    List<Version> newest = new ArrayList<>(before.newest());
    newest.removeIf(v -> replaces.contains(v.entry()) || v.entry().equals(version.entry()));
    newest.add(version);
    newest.sort(Comparator.comparing(Version::entry));
    return new Resource(before.id(), before.kind(), before.author(), before.file(), newest);
  }
}
