package org.peyvand.protocol.sync;

import java.util.List;

/** What a side says of one place in its trie. */
sealed interface TrieNode {
  Prefix prefix();

  /**
   * Has too many chains to name them.
   *
   * @param sums for each child the sum of its heads' items, modulo 2^32
   */
  record Inner(Prefix prefix, List<Integer> sums) implements TrieNode {
    public Inner {
      sums = List.copyOf(sums);
    }
  }

  /** All that the side has there, ascending. */
  record Leaf(Prefix prefix, List<Reach> reaches) implements TrieNode {
    public Leaf {
      reaches = List.copyOf(reaches);
    }
  }
}
