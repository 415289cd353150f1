package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.peyvand.protocol.id.ChainId;

/**
 * The chains of one side at one moment, by their keyed positions. A forked chain is one item. Kept
 * as a sorted array with running sums, so that any node is two searches away and none is stored.
 */
final class Trie {
  /** A chain with its heads. */
  record Item(long position, List<KeyedHead> heads) {
    ChainId chain() {
      return heads.get(0).head().branch().chain();
    }

    int sum() {
      return heads.stream().mapToInt(h -> (int) h.item().low()).sum();
    }

    List<Tip> tips() {
      return heads.stream().map(KeyedHead::tip).sorted().toList();
    }

    /** Ascending. */
    List<Reach> reaches() {
      return tips().stream().map(t -> new Reach(position, t.seq() + 1, t.check())).toList();
    }
  }

  private final List<Item> items;
  private final long[] positions;
  private final int[] sumBefore;
  private final int few;

  /**
   * @param unsorted of different chains
   * @param few how many chains a leaf may have
   */
  Trie(List<Item> unsorted, int few) {
    this.few = few;
    items = new ArrayList<>(unsorted);
    items.sort((a, b) -> Long.compare(a.position(), b.position()));
    positions = items.stream().mapToLong(Item::position).toArray();
    sumBefore = new int[positions.length + 1];
    for (int i = 0; i < positions.length; i++) {
      sumBefore[i + 1] = sumBefore[i] + items.get(i).sum();
    }
  }

  List<Item> items() {
    return List.copyOf(items);
  }

  /** The chains there, ascending by position. */
  List<Item> items(Prefix prefix) {
    return items.subList(firstFrom(prefix.from()), firstFrom(prefix.to()));
  }

  /** The chains at a position: hardly ever more than one. */
  List<Item> items(long position) {
    return items.subList(firstFrom(position), firstFrom(position + 1));
  }

  int sum(Prefix prefix) {
    return sumBefore[firstFrom(prefix.to())] - sumBefore[firstFrom(prefix.from())];
  }

  TrieNode node(Prefix prefix) {
    List<Item> there = items(prefix);
    if (there.size() <= few || prefix.depth() == Prefix.DEEPEST) {
      return new TrieNode.Leaf(
          prefix, there.stream().flatMap(i -> i.reaches().stream()).sorted().toList());
    }
    return new TrieNode.Inner(
        prefix, IntStream.range(0, Prefix.FAN).mapToObj(i -> sum(prefix.child(i))).toList());
  }

  private int firstFrom(long position) {
    int at = Arrays.binarySearch(positions, position);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && positions[at - 1] == position) {
      at--;
    }
    return at;
  }
}
