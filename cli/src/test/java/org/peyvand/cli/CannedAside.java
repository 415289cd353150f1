package org.peyvand.cli;

import static org.peyvand.cli.Canned.id;

import org.peyvand.node.control.proto.ChangeResult;
import org.peyvand.node.control.proto.EntryResult;
import org.peyvand.node.control.proto.LogListResult;
import org.peyvand.node.control.proto.Reason;
import org.peyvand.node.control.proto.ResourceListResult;
import org.peyvand.node.control.proto.ResourceResult;

/** Answers about what a removal set aside. */
final class CannedAside {
  private static final String TIME = "2026-11-22T13:39:00Z";

  private CannedAside() {}

  static ResourceListResult list(ResourceResult.Builder other) {
    return ResourceListResult.newBuilder()
        .addItems(other)
        .addItems(note())
        .addItems(changed())
        .build();
  }

  /** A note that is set aside, or one with a change that is. */
  static ResourceResult either(String typed) {
    return typed.startsWith("9") ? note() : changed();
  }

  private static ResourceResult note() {
    return ResourceResult.newBuilder()
        .setId(id("9"))
        .setTitle("Phone list")
        .setKind("note")
        .setAuthor("Omid")
        .setEdited(TIME)
        .setText("0912")
        .setSetAside(true)
        .addSetAsideBy(suspension())
        .build();
  }

  private static ResourceResult changed() {
    return ResourceResult.newBuilder()
        .setId(id("6"))
        .setTitle("Rules")
        .setKind("note")
        .setAuthor("مریم")
        .setEdited(TIME)
        .setText("None.")
        .addSetAsideChanges(
            ChangeResult.newBuilder()
                .setId(id("7"))
                .setTitle("New rules")
                .setEditor("Omid")
                .setEdited(TIME)
                .addSetAsideBy(suspension()))
        .build();
  }

  static ResourceResult adopted() {
    return note().toBuilder().clearSetAside().clearSetAsideBy().setAdopted(3).build();
  }

  static LogListResult entries(LogListResult others) {
    EntryResult aside =
        others.getItems(0).toBuilder()
            .setId(id("9"))
            .setMember("Omid")
            .setLane(1)
            .setAct("addresource")
            .setState("set-aside")
            .build();
    return others.toBuilder().addItems(aside).build();
  }

  private static Reason suspension() {
    return Reason.newBuilder()
        .setEntry(id("d"))
        .setAct("suspend")
        .setBy("مریم")
        .addAbout("Omid")
        .setText("Sold the list.")
        .build();
  }
}
