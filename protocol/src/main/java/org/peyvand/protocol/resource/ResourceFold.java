package org.peyvand.protocol.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;

/**
 * Folds records entries into resources.
 *
 * <p>An edit links to the versions that it replaces, so it comes after them everywhere; edits that
 * did not know of each other commute. Hence every order of arrival gives the same rows.
 */
public final class ResourceFold {
  private ResourceFold() {}

  /** The resource that an act is about; empty for acts that are about none. */
  public static Optional<EntryId> subject(EntryId entry, Act act) {
    if (act instanceof Act.AddResource) {
      return Optional.of(entry);
    }
    return act instanceof Act.EditResource edit ? Optional.of(edit.resource()) : Optional.empty();
  }

  /** The resource after this entry; an edit of what is not there changes nothing. */
  public static Optional<Resource> apply(
      Optional<Resource> before, EntryId entry, DeviceId author, Body body) {
    if (body.act() instanceof Act.AddResource add) {
      return Optional.of(
          new Resource(
              entry,
              add.kind(),
              author,
              add.file(),
              List.of(new Version(entry, author, body.claimedTimeMs(), add.title(), add.tags()))));
    }
    if (body.act() instanceof Act.EditResource edit) {
      Version version = new Version(entry, author, body.claimedTimeMs(), edit.title(), edit.tags());
      return before.map(resource -> edited(resource, edit.replaces(), version));
    }
    return before;
  }

  private static Resource edited(Resource before, List<EntryId> replaces, Version version) {
    List<Version> newest = new ArrayList<>(before.newest());
    newest.removeIf(v -> replaces.contains(v.entry()) || v.entry().equals(version.entry()));
    newest.add(version);
    newest.sort(Comparator.comparing(Version::entry));
    return new Resource(before.id(), before.kind(), before.author(), before.file(), newest);
  }
}
