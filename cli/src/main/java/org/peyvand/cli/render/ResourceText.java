package org.peyvand.cli.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peyvand.node.control.proto.ChangeResult;
import org.peyvand.node.control.proto.FileResult;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.ResourceListResult;
import org.peyvand.node.control.proto.ResourceResult;

/** Shared things in words. */
final class ResourceText {
  private static final String COUNTS = "counts";

  private ResourceText() {}

  static void one(ResourceResult resource, String command, Page page) {
    switch (command) {
      case "resource add" ->
          page.say("done.resource-add", resource.getTitle()).code(resource.getId());
      case "resource edit" ->
          page.say("done.resource-edit", resource.getTitle()).code(resource.getId());
      case "resource get" ->
          page.say("done.resource-get", resource.getTitle()).code(resource.getPath());
      case "resource adopt" -> adopted(resource, page);
      default -> show(resource, page);
    }
  }

  private static void adopted(ResourceResult resource, Page page) {
    page.say("done.resource-adopt", resource.getTitle()).code(resource.getId());
    long others = resource.getAdopted() - 1;
    page.sayIf(others > 0, "show.adopted-others", others);
  }

  private static void show(ResourceResult resource, Page page) {
    Messages messages = page.messages();
    page.say("show.resource", resource.getTitle());
    page.say("show.kind", messages.word("kind", resource.getKind()));
    page.sayIf(
        resource.getTagsCount() > 0,
        "show.tags",
        String.join(messages.plain("list.comma"), resource.getTagsList()));
    page.say("show.author", resource.getAuthor(), page.date(resource.getEdited()));
    page.text(resource.getText());
    if (resource.hasFile()) {
      file(resource.getFile(), page);
    }
    page.sayIf(resource.getConcurrent(), "show.concurrent");
    page.code(resource.getId());
    if (resource.getSetAside()) {
      page.say("show.set-aside").gap();
      setAside(resource.getSetAsideByList(), resource.getId(), page);
    }
    for (ChangeResult change : resource.getSetAsideChangesList()) {
      page.say("show.change-set-aside", change.getEditor(), change.getTitle());
      setAside(change.getSetAsideByList(), change.getId(), page);
    }
  }

  private static void file(FileResult file, Page page) {
    page.say("show.file", file.getName(), file.getBytes());
    if (file.getForgotten()) {
      page.say("show.file-forgotten");
    } else {
      page.sayIf(file.getHereBytes() < file.getBytes(), "show.file-part", file.getHereBytes());
    }
  }

  /** Who stopped its author, and how to make it count. */
  private static void setAside(List<Reason> by, String record, Page page) {
    by.forEach(reason -> MemberText.reason(reason, page));
    page.say("next.adopt").code("peyvand resource adopt " + Page.shortId(record));
  }

  static void list(ResourceListResult resources, Page page) {
    if (resources.getItemsCount() == 0) {
      page.say("empty.resources");
      return;
    }
    boolean marked = resources.getItemsList().stream().anyMatch(r -> !state(r).equals(COUNTS));
    List<String> columns = new ArrayList<>(List.of("id", "kind", "edited", "title"));
    if (marked) {
      columns.add(1, "state");
    }
    page.table(columns, resources.getItemsList().stream().map(r -> row(r, marked, page)).toList());
    if (marked) {
      page.gap().say("show.list-set-aside").gap();
      removals(resources).forEach(reason -> MemberText.reason(reason, page));
      page.say("next.show-set-aside").code("peyvand resource show ID");
    }
  }

  private static List<String> row(ResourceResult resource, boolean marked, Page page) {
    List<String> row = new ArrayList<>();
    row.add(Page.shortId(resource.getId()));
    if (marked) {
      row.add(page.messages().plain("resource-state." + state(resource)));
    }
    row.add(page.messages().word("kind", resource.getKind()));
    row.add(page.date(resource.getEdited()));
    row.add(resource.getTitle());
    return row;
  }

  private static String state(ResourceResult resource) {
    if (resource.getSetAside()) {
      return "set-aside";
    }
    return resource.getSetAsideChangesCount() > 0 ? "changes-set-aside" : COUNTS;
  }

  /** What set any of these aside, each once. */
  private static Set<Reason> removals(ResourceListResult resources) {
    Set<Reason> removals = new LinkedHashSet<>();
    for (ResourceResult resource : resources.getItemsList()) {
      removals.addAll(resource.getSetAsideByList());
      resource.getSetAsideChangesList().forEach(c -> removals.addAll(c.getSetAsideByList()));
    }
    return removals;
  }
}
