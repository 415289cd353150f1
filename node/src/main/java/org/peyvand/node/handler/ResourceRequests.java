package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceEdit;
import org.peyvand.node.control.proto.ResourceListResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;
import org.peyvand.protocol.words.Folding;

/** What the group shares: listing, showing, finding, editing. */
final class ResourceRequests {
  /** Versions that one edit can bring together: as many as an entry may link to besides heads. */
  private static final int REPLACED = Limits.LINKS / 2;

  private final Desk desk;

  ResourceRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    return switch (request.getCommandCase()) {
      case RESOURCE_EDIT -> edit(group, request.getResourceEdit());
      case RESOURCE_SHOW -> one(group, pick(group, request.getResourceShow().getResource()));
      case RESOURCE_FIND -> find(group, request.getResourceFind().getWords());
      default ->
          list(group, request.getResourceList().getTag(), request.getResourceList().getKind());
    };
  }

  private Result edit(Group group, ResourceEdit edit) throws ControlException, StoreException {
    Resource resource = pick(group, edit.getResource());
    if (edit.hasPath()) {
      throw new ControlException(FailureCode.BAD_VALUE, "--file", edit.getPath());
    }
    Version shown = resource.shown();
    ResourceView view = new ResourceView(group, resource);
    Act.EditResource act =
        new Act.EditResource(
            resource.id(),
            resource.newest().stream().limit(REPLACED).map(Version::entry).toList(),
            edit.hasTitle()
                ? Desk.required(edit.getTitle(), Limits.TITLE_CHARS, "--title")
                : shown.title(),
            edit.hasText() ? Desk.text(edit.getText(), Limits.TEXT_CHARS, "--text") : view.text(),
            edit.getReplaceTags() ? tags(edit.getTagsList()) : shown.tags());
    desk.write(group, act);
    return one(group, resource(group, resource.id()));
  }

  static List<String> tags(List<String> typed) throws ControlException {
    if (typed.size() > Limits.TAGS) {
      throw new ControlException(FailureCode.TOO_MANY, "--tag", Integer.toString(Limits.TAGS));
    }
    List<String> tags = new ArrayList<>();
    for (String tag : typed) {
      tags.add(Desk.required(tag, Limits.TAG_CHARS, "--tag"));
    }
    return tags.stream().distinct().toList();
  }

  private static Result list(Group group, String tag, String kind) throws StoreException {
    String wanted = Folding.joined(tag);
    ResourceListResult.Builder list = ResourceListResult.newBuilder();
    for (Resource resource : all(group)) {
      boolean tagged =
          tag.isEmpty()
              || resource.shown().tags().stream().map(Folding::joined).anyMatch(wanted::equals);
      if (tagged && (kind.isEmpty() || resource.kind().equals(kind))) {
        list.addItems(new ResourceView(group, resource).brief());
      }
    }
    return Result.newBuilder().setResourceList(list).build();
  }

  private static Result find(Group group, String words) throws StoreException {
    List<String> wanted =
        Arrays.stream(Folding.fold(words).split("\\s+")).map(Folding::joined).toList();
    ResourceListResult.Builder list = ResourceListResult.newBuilder();
    for (Resource resource : all(group)) {
      ResourceView view = new ResourceView(group, resource);
      String text = Folding.joined(view.searchable());
      if (wanted.stream().allMatch(text::contains)) {
        list.addItems(view.brief());
      }
    }
    return Result.newBuilder().setResourceList(list).build();
  }

  static Result one(Group group, Resource resource) throws StoreException {
    return Result.newBuilder().setResource(new ResourceView(group, resource).whole()).build();
  }

  /** All resources, the newest change last. */
  static List<Resource> all(Group group) throws StoreException {
    List<Resource> all = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> row : group.replica().store().rows(Table.RESOURCE).entrySet()) {
      all.add(group.replica().counted(read(row.getValue())));
    }
    all.sort(
        Comparator.comparingLong((Resource r) -> r.shown().claimedTimeMs())
            .thenComparing(Resource::id));
    return all;
  }

  static Resource resource(Group group, EntryId id) throws StoreException {
    Optional<Bytes> row = group.replica().store().row(Table.RESOURCE, id.bytes());
    return group.replica().counted(read(row.orElseThrow()));
  }

  static Resource read(Bytes row) throws StoreException {
    return ResourceCodec.decode(row)
        .asOptional()
        .orElseThrow(
            () ->
                new StoreException(
                    StoreException.Kind.DAMAGED,
                    "resource row: expected a resource, found other bytes",
                    null));
  }

  static Resource pick(Group group, String typed) throws ControlException, StoreException {
    return Desk.pick(
        all(group),
        r -> r.id().hex(),
        r -> r.shown().title(),
        typed,
        FailureCode.RESOURCE_NOT_FOUND);
  }
}
