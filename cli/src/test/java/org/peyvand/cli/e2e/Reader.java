package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peyvand.node.Node;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.replica.Replica;

/** Somebody with a home in which no node runs, its passphrase, and what others have on disk. */
final class Reader {
  private static final int ENTRIES_A_TIME = 1_000;

  private Reader() {}

  /** All that a home holds, as it was signed. */
  static Map<EntryId, SignedEntry> entries(Peyvand laptop) throws Exception {
    try (Node node = open(laptop)) {
      return entries(replica(node));
    }
  }

  private static Map<EntryId, SignedEntry> entries(Replica replica) throws StoreException {
    Map<EntryId, SignedEntry> entries = new HashMap<>();
    for (Head head : replica.store().heads()) {
      long next = head.firstSeq();
      while (next <= head.seq()) {
        List<SignedEntry> part =
            replica.store().read(head.branch(), next, ENTRIES_A_TIME, Integer.MAX_VALUE);
        part.forEach(signed -> entries.put(signed.entry().id(), signed));
        next += part.size();
      }
    }
    return entries;
  }

  /** What a home opens of every byte that anybody wrote, seals included. */
  static Map<EntryId, Opening> opened(Peyvand by, Map<EntryId, SignedEntry> all) throws Exception {
    try (Node node = open(by)) {
      Replica replica = replica(node);
      all.values().stream()
          .flatMap(signed -> signed.entry().header().block().stream())
          .filter(EpochSeals::isWhole)
          .forEach(block -> replica.keyring().absorb(block));
      Map<EntryId, Opening> opened = new HashMap<>();
      all.forEach((id, signed) -> opened.put(id, replica.open(signed.entry())));
      return opened;
    }
  }

  /** Neither the commands nor any file of a home tell one of the texts. */
  static void assertTellsNothing(Peyvand laptop, List<String> texts) throws IOException {
    String shown =
        laptop.done("resource", "list").toString() + laptop.done("decision", "list").toString();
    texts.forEach(text -> assertFalse(shown.contains(text), text));
    try (Stream<Path> files = Files.walk(laptop.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        texts.forEach(text -> assertFalse(bytes.contains(text), file + " holds " + text));
      }
    }
  }

  private static Node open(Peyvand laptop) throws Exception {
    String passphrase = Files.readString(Path.of(laptop.passphraseFile())).strip();
    return Node.open(laptop.home(), passphrase.toCharArray());
  }

  private static Replica replica(Node node) {
    return node.groups().all().iterator().next().replica();
  }
}
