package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.control.proto.Reply;
import org.peyvand.node.control.proto.Request;

/** A home on a small disk of its own, which fills up. */
@Tag("slow")
@Timeout(300)
class FullDiskTest {
  private static final int BALLAST_BYTES = 24 * 1024 * 1024;
  private static final int LEFT_BYTES = 12 * 1024 * 1024;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("maryam"));
    int mounted = command("mount", "-t", "tmpfs", "-o", "size=96m,mode=0700", "tmpfs", disk + "");
    assumeTrue(mounted == 0, "needs root and the command mount");
  }

  @AfterEach
  void unmount() throws Exception {
    command("umount", "--lazy", disk.toString());
  }

  private static int command(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    }
  }

  @Test
  void itIsToldNothingIsLostAndThereIsRoomAgain() throws Exception {
    try (Peyvand maryam = Peyvand.init(folder, "maryam")) {
      maryam.done("network", "create", "Clean water");
      byte[] bytes = new byte[1_000_000];
      new Random(11).nextBytes(bytes);
      Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST_BYTES]);
      Path file = Files.write(folder.resolve("noise.bin"), bytes);
      maryam.startHere();
      Set<String> acknowledged = new HashSet<>();
      Reply reply = add(maryam, file);
      for (int i = 0; i < 200 && reply.hasResult(); i++) {
        acknowledged.add(reply.getResult().getResource().getId());
        reply = add(maryam, file);
      }
      assertEquals("disk-full", reply.getFailure().getCode(), reply::toString);
      assertTrue(acknowledged.size() > 3, "added " + acknowledged.size());
      Path more = fill();
      maryam.run("resource", "add", "one more", "--file", file + "").failed(1, "disk-full");
      assertHolds(acknowledged, maryam);
      maryam.kill();
      assertHolds(acknowledged, maryam);
      maryam.run("resource", "add", "one more", "--file", file + "").failed(1, "disk-full");
      Files.delete(ballast);
      Files.delete(more);
      acknowledged.add(maryam.done("resource", "add", "again", "--file", file + "").text("id"));
      assertHolds(acknowledged, maryam);
      Facts verified = maryam.done("log", "verify");
      assertEquals(List.of(0L, 0L), List.of(verified.get("forks"), verified.get("damaged")));
    }
  }

  /** The store tidies up and gains some room by that; this takes it. */
  private Path fill() throws IOException {
    long free = Files.getFileStore(disk).getUsableSpace();
    return Files.write(disk.resolve("more"), new byte[(int) Math.max(0, free - LEFT_BYTES)]);
  }

  private static Reply add(Peyvand laptop, Path file) throws IOException {
    Request.Builder request = Request.newBuilder();
    request.getResourceAddBuilder().setTitle("A file").setPath(file.toString());
    return laptop.reply(request);
  }

  private static void assertHolds(Set<String> acknowledged, Peyvand laptop) {
    Set<String> here =
        laptop.done("resource", "list").items().stream()
            .map(item -> item.text("id"))
            .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(acknowledged), new TreeSet<>(here));
  }
}
