package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes forget together. */
@Tag("slow")
@Timeout(300)
class ForgettingTest {
  @TempDir Path folder;

  @Test
  void whatAGroupForgetsIsOnNeitherLaptopAnyMore() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam");
        Peyvand omid = Peyvand.init(folder, "omid")) {
      maryam.done("network", "create", "Clean water");
      String at = maryam.startHere();
      omid.startHere();
      Pair.join(maryam, omid, at);
      String note = omid.done("resource", "add", "Names", "--text", "whom we met").text("id");
      Waiting.until("the note", () -> maryam.run("resource", "show", note).exit() == 0);
      String cut =
          maryam.done("decision", "propose", "Forget", "--effect", "cut-history").text("id");
      Waiting.until("the proposal", () -> omid.run("decision", "show", cut).exit() == 0);
      maryam.done("decision", "vote", cut, "agree");
      omid.done("decision", "vote", cut, "agree");
      Waiting.until("the votes", () -> maryam.run("decision", "enact", cut).exit() == 0);
      for (Peyvand home : List.of(maryam, omid)) {
        Waiting.until("forgetting", () -> home.run("resource", "show", note).exit() != 0);
        home.run("resource", "show", note).failed(3, "resource-not-found");
        assertEquals(List.of(), home.done("resource", "list").items());
        assertTrue(
            home.done("log", "list").items().stream()
                .anyMatch(i -> i.text("id").equals(note) && i.text("state").equals("erased")));
        assertTrue(home.done("log", "verify").flag("ok"));
        Path log = folder.resolve(home == maryam ? "maryam.log" : "omid.log");
        home.done("log", "export", log.toString());
        assertEquals(1, erased(log));
      }
      String later = omid.done("resource", "add", "Later", "--text", "still here").text("id");
      Waiting.until("the next note", () -> maryam.run("resource", "show", later).exit() == 0);
    }
  }

  /** How many bodies are missing in an exported log; all are well formed. */
  private static int erased(Path log) throws IOException {
    int erased = 0;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(log))) {
      while (true) {
        in.skipNBytes(in.readInt());
        int body = in.readInt();
        erased += body < 0 ? 1 : 0;
        in.skipNBytes(body < 0 ? 32 : body);
        in.skipNBytes(in.readInt());
      }
    } catch (EOFException end) {
      return erased;
    }
  }
}
