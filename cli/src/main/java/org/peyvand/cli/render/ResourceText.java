package org.peyvand.cli.render;

import java.util.List;
import org.peyvand.node.control.proto.ResourceListResult;
import org.peyvand.node.control.proto.ResourceResult;

/** Shared things in words. */
final class ResourceText {
  private ResourceText() {}

  static void one(ResourceResult resource, String command, Page page) {
    switch (command) {
      case "resource add" ->
          page.say("done.resource-add", resource.getTitle()).code(resource.getId());
      case "resource edit" ->
          page.say("done.resource-edit", resource.getTitle()).code(resource.getId());
      case "resource get" ->
          page.say("done.resource-get", resource.getTitle()).code(resource.getPath());
      default -> show(resource, page);
    }
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
      page.say("show.file", resource.getFile().getName(), resource.getFile().getBytes());
      boolean here = resource.getFile().getHereBytes() == resource.getFile().getBytes();
      page.sayIf(!here, "show.file-part", resource.getFile().getHereBytes());
    }
    page.sayIf(resource.getConcurrent(), "show.concurrent");
    page.sayIf(resource.getSetAside(), "show.setAside");
    page.code(resource.getId());
  }

  static void list(ResourceListResult resources, Page page) {
    if (resources.getItemsCount() == 0) {
      page.say("empty.resources");
      return;
    }
    List<List<String>> rows =
        resources.getItemsList().stream()
            .map(
                resource ->
                    List.of(
                        Page.shortId(resource.getId()),
                        page.messages().word("kind", resource.getKind()),
                        page.date(resource.getEdited()),
                        resource.getTitle()))
            .toList();
    page.table(List.of("id", "kind", "edited", "title"), rows);
  }
}
