package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes that write and sync all the time are killed at random moments, again and again. How
 * often in all is the system property {@code peyvand.kills}; a kill takes about a second.
 */
@Tag("slow")
@Timeout(1800)
class KillTest {
  private static final int KILLS = Integer.getInteger("peyvand.kills", 200);
  private static final int LATEST_KILL_MS = 400;

  /** How many entries each start looks at again; the last looks at all. */
  private static final int LOOK_BACK = 1_000;

  @TempDir Path folder;

  /** One of the two, over all its lives. */
  private static final class Victim {
    private final Peyvand laptop;
    private final Map<Long, String> acknowledged = new HashMap<>();
    private long from;
    private long wrote;
    private Process process;
    private CompletableFuture<List<String>> said;

    Victim(Peyvand laptop) {
      this.laptop = laptop;
    }

    /** Starts it; complete when it writes and has said a word. */
    CompletableFuture<Void> start(String word) throws IOException {
      List<String> command =
          new ArrayList<>(Program.java(laptop.temporary(), Writer.class.getName()));
      command.addAll(
          List.of(laptop.home().toString(), laptop.passphraseFile(), Long.toString(from)));
      process =
          new ProcessBuilder(command)
              .redirectError(laptop.temporary().resolve("writer.err").toFile())
              .start();
      CompletableFuture<Void> ready = new CompletableFuture<>();
      said = CompletableFuture.supplyAsync(() -> listen(process, word, ready));
      return ready;
    }

    private static List<String> listen(
        Process process, String word, CompletableFuture<Void> ready) {
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          if (line.startsWith(word + " ") && line.endsWith(".")) {
            ready.complete(null);
          }
        }
      } catch (IOException e) {
        lines.add("broken " + e);
      }
      ready.completeExceptionally(new IOException("ended before " + word + ": " + lines));
      return lines;
    }

    void kill() throws Exception {
      process.destroyForcibly().waitFor();
      Map<Long, String> had = new HashMap<>();
      List<String> lines = said.get(30, TimeUnit.SECONDS);
      long first = from;
      boolean started = false;
      for (String line : lines) {
        String[] words = line.split(" ");
        if (!line.endsWith(" .")) {
          continue;
        }
        switch (words[0]) {
          case "had" -> had.put(Long.valueOf(words[1]), words[2]);
          case "here" -> assertNothingLost(first, had);
          case "met" -> started = true;
          case "got" -> {}
          case "wrote" -> wrote(Long.parseLong(words[1]), words[2], had);
          default -> throw new AssertionError(line);
        }
      }
      assertTrue(started, lines::toString);
      try (Stream<Path> left = Files.list(laptop.temporary())) {
        for (Path each : left.filter(Files::isRegularFile).toList()) {
          Files.delete(each);
        }
      }
    }

    private void assertNothingLost(long first, Map<Long, String> had) {
      acknowledged.forEach(
          (seq, id) -> {
            if (seq >= first) {
              assertEquals(id, had.get(seq), "entry " + seq + " was acknowledged");
            }
          });
    }

    private void wrote(long seq, String id, Map<Long, String> had) {
      assertEquals(null, acknowledged.put(seq, id), "number " + seq + " was used twice");
      assertEquals(null, had.get(seq), "number " + seq + " was there before");
      from = Math.max(from, seq - LOOK_BACK);
      wrote++;
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndNoNumberIsUsedTwice() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillTest: seed " + seed + ", kills " + KILLS);
    Random random = new Random(seed);
    Peyvand maryam = Peyvand.init(folder, "maryam");
    Peyvand omid = Peyvand.init(folder, "omid");
    acquaint(maryam, omid);
    List<Victim> victims = List.of(new Victim(maryam), new Victim(omid));
    for (int kills = 0; kills < KILLS; kills += victims.size()) {
      if (kills + victims.size() >= KILLS) {
        victims.forEach(victim -> victim.from = 0);
      }
      // on a busy machine most would else die before the first of them is synced
      String word = kills % 4 == 0 ? "got" : "met";
      List<CompletableFuture<Void>> ready = new ArrayList<>();
      for (Victim victim : victims) {
        ready.add(victim.start(word));
      }
      for (CompletableFuture<Void> one : ready) {
        one.get(120, TimeUnit.SECONDS);
      }
      int first = random.nextInt(2);
      for (int i = 0; i < victims.size(); i++) {
        LockSupport.parkNanos(random.nextInt(LATEST_KILL_MS) * 1_000_000L);
        victims.get((first + i) % 2).process.destroyForcibly();
      }
      for (Victim victim : victims) {
        victim.kill();
      }
    }
    meetAgain(maryam, omid, victims);
  }

  /** Each knows the other's address, so that whoever comes back first is called. */
  private static void acquaint(Peyvand maryam, Peyvand omid) {
    maryam.done("network", "create", "Clean water");
    String at = maryam.startHere();
    String there = omid.startHere();
    Pair.join(maryam, omid, at);
    maryam.done("peer", "add", there);
    maryam.stop();
    omid.stop();
  }

  private static void meetAgain(Peyvand maryam, Peyvand omid, List<Victim> victims)
      throws Exception {
    String at = maryam.start();
    Facts synced = omid.done("sync", "--with", at);
    assertTrue(synced.flag("equal"));
    assertEquals(maryam.network().get("digest"), omid.network().get("digest"));
    long wrote = victims.stream().mapToLong(victim -> victim.wrote).sum();
    for (Peyvand each : List.of(maryam, omid)) {
      Facts verified = each.done("log", "verify");
      assertTrue(verified.flag("ok"));
      assertEquals(0, verified.number("forks"));
      assertTrue(verified.number("entries") >= wrote, verified::toString);
    }
    long left = synced.number("received_entries") + synced.number("sent_entries");
    assertTrue(left < wrote / 2, "of " + wrote + " not synced between the kills: " + left);
    System.out.println("KillTest: acknowledged " + wrote + ", left for the last sync " + left);
    maryam.close();
  }
}
