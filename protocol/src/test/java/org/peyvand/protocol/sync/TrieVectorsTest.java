package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;

/** The frames that docs/wire.md shows are those that are made and read. */
class TrieVectorsTest {
  private static final List<Head> HEADS = List.of(head(0x11, 4), head(0x33, 300));

  private static Head head(int fill, long seq) {
    ChainId chain = new ChainId(DeviceId.of(filled(fill)), Lane.GOVERNANCE);
    return new Head(Branch.main(chain), 0, seq, EntryId.of(filled(fill + 0x11)));
  }

  private static byte[] filled(int with) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static Trie trie(int heads, int few) {
    Frontier frontier = new Frontier(new SessionKey(Bytes.own(filled(0x55))));
    HEADS.subList(0, heads).forEach(frontier::put);
    return frontier.trie(few);
  }

  @Test
  void theWrittenFramesAreThoseThatAreMadeAndRead() throws IOException {
    Message.Trie inner = new Descent(trie(2, 1)).begin();
    Message.Trie leaf = new Descent(trie(2, 16)).begin();
    Message.Trie answer = new Descent(trie(1, 16)).answer(leaf);
    shown("inner", inner);
    shown("leaf", leaf);
    shown("answer", answer);
    shown("last", new Descent(trie(2, 16)).answer(leaf));
  }

  private static void shown(String name, Message.Trie trie) throws IOException {
    Bytes frame = MessageCodec.encode(trie);
    assertEquals(trie, MessageCodec.decode(frame).asOptional().orElseThrow());
    String wire = Files.readString(Path.of("..", "docs", "wire.md"));
    String shown = name + " " + frame.hex();
    assertTrue(wire.lines().anyMatch(l -> l.strip().equals(shown)), "not in wire.md: " + shown);
  }
}
