package org.peyvand.node.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DecisionEnact;
import org.peyvand.node.control.proto.DecisionVote;
import org.peyvand.node.control.proto.FileResult;
import org.peyvand.node.control.proto.NetworkCreate;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.ResourceGet;
import org.peyvand.node.control.proto.ResourceShow;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.FileRef;
import org.peyvand.protocol.id.Bytes;

/** A file whose chunks a cut of history knew, and whose entry it did not. */
class ForgottenFileTest {
  private static final Bytes CONTENT = Bytes.utf8("what was decided to be forgotten");

  @TempDir Path folder;

  @Test
  void isShownAsForgottenAndNotWrittenToDisk() throws Exception {
    try (Laptop mina = new Laptop(folder, "mina")) {
      found(mina);
      mina.write(new Act.Chunk(CONTENT));
      cut(mina);
      share(mina, "first", 0);
      mina.write(new Act.Chunk(CONTENT));
      share(mina, "second", 2);

      FileResult first = shown(mina, "first");
      assertTrue(first.getForgotten());
      assertEquals(0, first.getHereBytes());
      Path out = folder.resolve("out");
      mina.refused(get("first", out), FailureCode.FILE_FORGOTTEN);
      assertFalse(Files.exists(out));

      FileResult second = shown(mina, "second");
      assertFalse(second.getForgotten());
      assertEquals(CONTENT.length(), second.getHereBytes());
      mina.ask(get("second", out));
      assertEquals(CONTENT, Bytes.own(Files.readAllBytes(out)));
    }
  }

  @Test
  void isNotWhatWasNeverThere() throws Exception {
    try (Laptop mina = new Laptop(folder, "mina")) {
      found(mina);
      share(mina, "lie", Long.MAX_VALUE);
      assertFalse(shown(mina, "lie").getForgotten());
      mina.refused(get("lie", folder.resolve("out")), FailureCode.FILE_NOT_HERE);
    }
  }

  private static void found(Laptop mina) throws Exception {
    mina.ask(
        Request.newBuilder()
            .setNetworkCreate(NetworkCreate.newBuilder().setName("x").setPurpose("information")));
  }

  private static void cut(Laptop mina) throws Exception {
    String id = mina.propose("cut-history", "", "").getId();
    mina.ask(
        Request.newBuilder()
            .setDecisionVote(DecisionVote.newBuilder().setDecision(id).setChoice("agree")));
    mina.ask(Request.newBuilder().setDecisionEnact(DecisionEnact.newBuilder().setDecision(id)));
  }

  private static void share(Laptop mina, String title, long firstChunk) throws Exception {
    Bytes digest = Bytes.own(Digest.sha256(CONTENT.view()));
    FileRef file = new FileRef(title, CONTENT.length(), digest, firstChunk, 1);
    mina.write(new Act.AddResource("file", title, "", List.of(), Optional.of(file)));
  }

  private static FileResult shown(Laptop mina, String title) throws Exception {
    Request.Builder show =
        Request.newBuilder().setResourceShow(ResourceShow.newBuilder().setResource(title));
    return mina.ask(show).getResource().getFile();
  }

  private static Request.Builder get(String title, Path path) {
    return Request.newBuilder()
        .setResourceGet(ResourceGet.newBuilder().setResource(title).setPath(path.toString()));
  }
}
