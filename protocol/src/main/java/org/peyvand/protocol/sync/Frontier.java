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
  private final TreeMap<Branch, Head> heads = new TreeMap<>();
  private Fingerprint root = Fingerprint.ZERO;

  Frontier(SessionKey key) {
    this.key = key;
  }

  /** Moves a head forward; an older one changes nothing. */
  void put(Head head) {
    Head before = heads.get(head.branch());
    if (before != null && before.seq() >= head.seq()) {
      return;
    }
    if (before != null) {
      root = root.minus(key.item(before));
    }
    root = root.plus(key.item(head));
    heads.put(head.branch(), head);
  }

  Fingerprint root() {
    return root;
  }

  int size() {
    return heads.size();
  }

  Optional<Head> head(Branch branch) {
    return Optional.ofNullable(heads.get(branch));
  }

  Collection<Head> heads() {
    return heads.values();
  }

  /** The branches of a chain, the first one first. */
  Collection<Head> heads(ChainId chain) {
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
      Fingerprint item =
          heads(chain).stream().map(key::item).reduce(Fingerprint.ZERO, Fingerprint::plus);
      items.add(new Trie.Item(key.position(chain), tips(chain), item));
      next = Optional.ofNullable(heads.higherKey(new Branch(chain, Integer.MAX_VALUE)));
    }
    return new Trie(items, few);
  }

  private Optional<Branch> first() {
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.firstKey());
  }

  List<Tip> tips(ChainId chain) {
    return tips(heads(chain));
  }

  private List<Tip> tips(Collection<Head> of) {
    return of.stream()
        .map(h -> new Tip(h.branch().chain(), h.seq(), key.check(h.id())))
        .sorted()
        .toList();
  }
}
