package org.peyvand.protocol.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;

/** What two tries find is what two whole lists of heads find. */
class DescentTest {
  private final SessionKey key = new SessionKey(Pipe.CHANNEL);

  private record Pair(Frontier one, Frontier two) {}

  @Test
  void aTrieFindsJustTheChainsThatAWholeComparisonFindsAndBothSidesAgree() {
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Pair pair = frontiers(random, random.nextInt(seed % 20 == 0 ? 1_000 : 150));
      int few = List.of(1, 2, 5, Limits.FEW_HEADS).get(random.nextInt(4));
      Descent one = new Descent(pair.one.trie(few));
      Descent two = new Descent(pair.two.trie(few));
      descend(one, two);
      String of = "seed " + seed;
      assertEquals(whole(pair.two, pair.one), tips(one), of);
      assertEquals(whole(pair.one, pair.two), tips(two), of);
      assertEquals(differing(pair.one, one, pair.two), differing(pair.two, two, pair.one), of);
    }
  }

  /** All that the one says to the other, as it reads on the wire. */
  private static void descend(Descent one, Descent two) {
    Message.Trie said = one.begin();
    Descent hears = two;
    for (int frames = 0; !said.nodes().isEmpty(); frames++) {
      assertTrue(frames < 2 * Limits.TRIE_FRAMES, "comes to no end");
      said = hears.answer(crossed(said));
      hears = hears == two ? one : two;
    }
    hears.answer(crossed(said));
  }

  private static Message.Trie crossed(Message.Trie trie) {
    Message.Trie read =
        (Message.Trie) MessageCodec.decode(MessageCodec.encode(trie)).asOptional().orElseThrow();
    assertEquals(trie, read);
    return read;
  }

  /** What a list of all heads tells one side of the chains that it has. */
  private static Set<Tip> whole(Frontier from, Frontier to) {
    Set<ChainId> known = chains(to);
    return from.tips().stream().filter(t -> known.contains(t.chain())).collect(Collectors.toSet());
  }

  private static Set<Tip> tips(Descent descent) {
    List<Tip> tips = descent.theirTips();
    assertEquals(tips.size(), new HashSet<>(tips).size());
    return new HashSet<>(tips);
  }

  private static Set<ChainId> chains(Frontier frontier) {
    return frontier.heads().stream().map(h -> h.branch().chain()).collect(Collectors.toSet());
  }

  /** The chains of which this side has learnt that the two differ, of those that both have. */
  private static Set<ChainId> differing(Frontier own, Descent descent, Frontier other) {
    Set<Tip> theirs = tips(descent);
    Set<ChainId> differing = chains(own);
    differing.retainAll(chains(other));
    differing.removeIf(
        chain ->
            theirs.stream()
                .filter(t -> t.chain().equals(chain))
                .collect(Collectors.toSet())
                .equals(Set.copyOf(own.tips(chain))));
    return differing;
  }

  private Pair frontiers(Random random, int chains) {
    Pair pair = new Pair(new Frontier(key), new Frontier(key));
    int differences = random.nextInt(4) == 0 ? 2 : 1 + random.nextInt(200);
    for (int i = 0; i < chains; i++) {
      List<Head> heads = heads(random);
      heads.forEach(pair.one::put);
      heads.forEach(pair.two::put);
    }
    for (int i = 0; i < chains; i++) {
      if (random.nextInt(differences) == 0) {
        differ(random, pair);
      }
    }
    return pair;
  }

  /** A chain that one side lacks, has less of, or has otherwise: in one branch more, or all. */
  private static void differ(Random random, Pair pair) {
    List<Head> heads = heads(random);
    Frontier much = random.nextBoolean() ? pair.one : pair.two;
    Frontier little = much == pair.one ? pair.two : pair.one;
    heads.forEach(much::put);
    int kind = random.nextInt(4);
    if (kind == 1) {
      heads.subList(0, 1).forEach(little::put);
    } else if (kind > 1) {
      for (Head head : heads) {
        little.put(new Head(head.branch(), 0, kind == 2 ? 3 : head.seq(), id(random)));
      }
    }
  }

  private static List<Head> heads(Random random) {
    byte[] device = new byte[DeviceId.LENGTH];
    random.nextBytes(device);
    ChainId chain = new ChainId(DeviceId.of(device), Lane.values()[random.nextInt(2)]);
    List<Head> heads = new ArrayList<>();
    int branches = random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
    for (int i = 0; i < branches; i++) {
      heads.add(new Head(new Branch(chain, i), 0, random.nextInt(2_000), id(random)));
    }
    return heads;
  }

  private static EntryId id(Random random) {
    byte[] id = new byte[EntryId.LENGTH];
    random.nextBytes(id);
    return EntryId.of(id);
  }
}
