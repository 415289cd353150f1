package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.proto.EnvelopeProto;
import org.peyvand.protocol.sync.proto.TrieNodeProto;
import org.peyvand.protocol.sync.proto.TrieProto;

/** One honest session and another side that says of its trie what it likes. */
class HostileTrieTest extends OneSided {

  private void greetByTrie(int chains) throws StoreException {
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true, 1));
    outputs.clear();
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION, chains, Optional.of(OTHER_ROOT)));
  }

  private static Message.Trie inner(Prefix prefix, int sum) {
    List<Integer> sums = Collections.nCopies(Prefix.FAN, sum);
    return new Message.Trie(List.of(new TrieNode.Inner(prefix, sums)), List.of());
  }

  @Test
  void aTrieWithoutEndIsBorneUpToTheLimit() throws StoreException {
    node.with(Histories.random(new Random(5), 30, 60));
    greetByTrie(10_000);
    for (int i = 0; i < Limits.TRIE_FRAMES; i++) {
      say(inner(Prefix.ROOT, i + 1));
      assertFalse(isClosed());
    }
    say(inner(Prefix.ROOT, 7));
    assertTrue(isClosed());
  }

  @Test
  void aTrieThatLiesIsFollowedByHeadsOnceTheRootIsChecked() throws StoreException {
    node.with(Histories.chain(Lane.RECORDS, 1, 3));
    greetByTrie(10_000);
    say(new Message.Trie(List.of(), List.of()));
    assertFalse(isClosed());
    now = 60_000;
    input(new Input.TimerFired(Timer.ROOT_CHECK));
    assertEquals(1, sent(Message.Heads.class).size());
    assertEquals(0, session.tally().sentEntries());
  }

  @Test
  void moreDifferencesThanAFrameTakesAreComparedByHeads() throws StoreException {
    for (int i = 0; i < 3; i++) {
      node.with(Histories.chain(Lane.RECORDS, i, 1));
    }
    greetByTrie(20_000);
    say(new Message.Trie(fullLeaf(3_900), List.of()));
    assertEquals(0, sent(Message.Heads.class).size());
    node.with(manyChains());
    greetByTrie(20_000);
    say(new Message.Trie(everyInner(), List.of()));
    assertFalse(isClosed());
    assertEquals(1, sent(Message.Heads.class).stream().filter(h -> !h.more()).count());
    say(new Message.Heads(List.of(), false, false));
    assertFalse(isClosed());
  }

  @Test
  void aTrieThatKeepsNotToItsRulesEndsTheSession() throws StoreException {
    Prefix child = Prefix.ROOT.child(3);
    List<Integer> zeros = Collections.nCopies(Prefix.FAN, 0);
    Prefix deepest = Prefix.ROOT;
    for (int i = 0; i < Prefix.DEEPEST; i++) {
      deepest = deepest.child(0);
    }
    Reach reach = new Reach(child.from(), 1, 1);
    List<Message.Trie> wrong =
        List.of(
            trie(new TrieNode.Inner(child, zeros), new TrieNode.Inner(Prefix.ROOT.child(2), zeros)),
            trie(new TrieNode.Inner(child, zeros), new TrieNode.Inner(child, zeros)),
            trie(new TrieNode.Inner(Prefix.ROOT, zeros), new TrieNode.Inner(child, zeros)),
            trie(new TrieNode.Inner(deepest, zeros)),
            trie(new TrieNode.Inner(child, zeros.subList(0, 15))),
            trie(new TrieNode.Leaf(child, List.of(reach, reach))),
            trie(new TrieNode.Leaf(child, List.of(Reach.nothing(child.from())))),
            trie(new TrieNode.Leaf(child, List.of(new Reach(child.to(), 1, 1)))),
            trie(new TrieNode.Leaf(child, List.of(new Reach(child.from(), -1, 1)))),
            trie(new TrieNode.Leaf(child, branches(child, Limits.LINKED_BRANCHES + 1))),
            new Message.Trie(List.of(), List.of(Reach.nothing(5), new Reach(5, 1, 1))),
            new Message.Trie(List.of(), List.of(reach, new Reach(1, 1, 1))));
    for (Message.Trie lie : wrong) {
      greetByTrie(100);
      say(lie);
      assertTrue(isClosed(), lie.toString());
    }
    greetByTrie(100);
    say(trie(new TrieNode.Leaf(child, branches(child, Limits.LINKED_BRANCHES))));
    assertFalse(isClosed());
    for (long path : new long[] {0, -1, 2, 8, 1L << 52}) {
      greetByTrie(100);
      TrieNodeProto node = TrieNodeProto.newBuilder().setPath(path).build();
      TrieProto proto = TrieProto.newBuilder().addNodes(node).build();
      say(Bytes.own(EnvelopeProto.newBuilder().setTrie(proto).build().toByteArray()));
      assertTrue(isClosed(), "path " + path);
    }
  }

  private static Message.Trie trie(TrieNode... nodes) {
    return new Message.Trie(List.of(nodes), List.of());
  }

  private static List<Reach> branches(Prefix prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Reach(prefix.from(), i, i)).toList();
  }

  private static List<TrieNode> fullLeaf(int chains) {
    List<Reach> reaches = new ArrayList<>();
    for (int i = 0; i < chains; i++) {
      reaches.add(new Reach(i, 1, i));
    }
    return List.of(new TrieNode.Leaf(Prefix.ROOT, reaches));
  }

  private static List<SignedEntry> manyChains() {
    List<SignedEntry> chains = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      chains.addAll(Histories.chain(Lane.RECORDS, 10 + i, 1));
    }
    return chains;
  }

  private static List<TrieNode> everyInner() {
    List<TrieNode> nodes = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Prefix prefix = new Prefix(2, i);
      nodes.add(new TrieNode.Inner(prefix, Collections.nCopies(Prefix.FAN, 77)));
    }
    return nodes;
  }

  @Test
  void aTrieOutOfPlaceEndsTheSession() throws StoreException {
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    input(new Input.Started());
    say(inner(Prefix.ROOT, 1));
    assertTrue(isClosed());
    session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
    input(new Input.Started());
    say(new Message.Hello(Limits.VERSION, 1, Optional.of(OTHER_ROOT)));
    say(new Message.Heads(List.of(), false, false));
    say(inner(Prefix.ROOT, 1));
    assertTrue(isClosed());
    greetByTrie(100);
    Run run = new Run(Histories.chain(Lane.RECORDS, 1, 1));
    say(new Message.Entries(RunCodec.encode(run), Optional.empty()));
    assertTrue(isClosed());
  }

  @Test
  void garbageInATrieEndsTheSessionOrIsAnsweredAndNeverThrows() throws StoreException {
    node.with(Histories.random(new Random(5), 30, 60));
    for (long seed = 0; seed < 2_000; seed++) {
      greetByTrie(10_000);
      Random random = new Random(seed);
      byte[] frame = MessageCodec.encode(inner(Prefix.ROOT.child(1), 9)).toArray();
      frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      say(Bytes.own(frame).slice(0, 1 + random.nextInt(frame.length)));
      say(Bytes.own(frame));
    }
    assertTrue(node.store.heads().size() > 0);
  }
}
