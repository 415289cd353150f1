package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;

/** The durable heads of this side, with their root. */
final class Frontier {
  private final SessionKey key;
  private final TreeMap<Branch, KeyedHead> heads = new TreeMap<>();
  private Fingerprint root = Fingerprint.ZERO;

  Frontier(SessionKey key) {
    this.key = key;
  }

  /** Moves a head forward; an older one changes nothing. */
  void put(Head head) {
    KeyedHead before = heads.get(head.branch());
    if (before != null && before.head().seq() >= head.seq()) {
      return;
    }
    if (before != null) {
      root = root.minus(before.item());
    }
    KeyedHead keyed = new KeyedHead(key, head);
    root = root.plus(keyed.item());
    heads.put(head.branch(), keyed);
  }

  Fingerprint root() {
    return root;
  }

  int size() {
    return heads.size();
  }

  Optional<Head> head(Branch branch) {
    return Optional.ofNullable(heads.get(branch)).map(KeyedHead::head);
  }

  List<Head> heads() {
    return heads.values().stream().map(KeyedHead::head).toList();
  }

  /** The head of a branch as it is said on the wire. */
  Optional<Tip> tip(Branch branch) {
    return Optional.ofNullable(heads.get(branch)).map(KeyedHead::tip);
  }

  /** The branches of a chain, the first one first. */
  List<Head> heads(ChainId chain) {
    return keyed(chain).stream().map(KeyedHead::head).toList();
  }

  private Collection<KeyedHead> keyed(ChainId chain) {
    return heads
        .subMap(new Branch(chain, 0), true, new Branch(chain, Integer.MAX_VALUE), true)
        .values();
  }

  /** All heads as they are said on the wire. */
  List<Tip> tips() {
    return tips(heads.values());
  }

  /** All heads as they are now, for a comparison of many. */
  Trie trie(int few) {
    List<Trie.Item> items = new ArrayList<>();
    for (Optional<Branch> next = first(); next.isPresent(); ) {
      ChainId chain = next.get().chain();
      items.add(new Trie.Item(key.position(chain), List.copyOf(keyed(chain))));
      next = Optional.ofNullable(heads.higherKey(new Branch(chain, Integer.MAX_VALUE)));
    }
    return new Trie(items, few);
  }

  private Optional<Branch> first() {
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.firstKey());
  }

  List<Tip> tips(ChainId chain) {
    return tips(keyed(chain));
  }

  private static List<Tip> tips(Collection<KeyedHead> of) {
    return of.stream().map(KeyedHead::tip).sorted().toList();
  }
}
