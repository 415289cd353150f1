package org.peyvand.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peyvand.cli.demo.ChildNode;
import org.peyvand.cli.demo.TemporaryHome;

/** One «peyvand sync» in a fresh process. */
final class SyncProcess {
  private static final int WAIT_S = 600;
  private static final long LOOK_MS = 20;

  /**
   * What came of it.
   *
   * @param seconds from the call until both sides were durable and equal
   * @param peakKib the most memory that the process was seen to have; 0 where nobody tells
   */
  record Outcome(
      int receivedEntries,
      long receivedBytes,
      long sentBytes,
      int roundTrips,
      double seconds,
      long peakKib) {}

  private SyncProcess() {}

  static Outcome run(TemporaryHome homes, Path home, InetSocketAddress with) throws IOException {
    String address = with.getHostString() + ":" + with.getPort();
    Path errors = homes.folder().resolve("sync.err");
    Process process =
        new ProcessBuilder(
                ChildNode.command(
                    Benchmark.JVM,
                    home,
                    homes.passphraseFile(),
                    "--json sync --with " + address + " --wait " + WAIT_S))
            .redirectError(errors.toFile())
            .start();
    try {
      long peak = watch(process);
      String line =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new IOException("sync: expected exit 0, found " + Files.readString(errors).strip());
      }
      return outcome(line, peak);
    } finally {
      process.destroy();
    }
  }

  private static long watch(Process process) throws IOException {
    long peak = 0;
    try {
      while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, Machine.peakKib(process.pid()).orElse(0));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while measuring", e);
    }
    return peak;
  }

  private static Outcome outcome(String line, long peak) throws IOException {
    return new Outcome(
        (int) number(line, "received_entries"),
        (long) number(line, "received_bytes"),
        (long) number(line, "sent_bytes"),
        (int) number(line, "round_trips"),
        number(line, "seconds"),
        peak);
  }

  private static double number(String line, String field) throws IOException {
    Matcher found = Pattern.compile("\"" + field + "\":([0-9.E-]+)").matcher(line);
    if (!found.find()) {
      throw new IOException("sync: expected " + field + ", found " + line);
    }
    return Double.parseDouble(found.group(1));
  }
}
