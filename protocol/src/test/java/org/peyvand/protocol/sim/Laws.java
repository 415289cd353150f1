package org.peyvand.protocol.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.peyvand.protocol.decision.Count;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/** What must hold after every event, on every node. */
final class Laws {
  private final Map<SimNode, Map<Branch, Head>> heads = new HashMap<>();
  private final Map<EntryId, Count> settled = new HashMap<>();
  private final Map<SimNode, Map<EntryId, Count>> shown = new HashMap<>();
  private final Map<Bytes, View> views = new HashMap<>();
  private final Map<List<Object>, View> wholeViews = new HashMap<>();
  private final Map<SimNode, Bytes> checked = new HashMap<>();
  private final Predicate<Decision> trusted;
  private long checks;

  /**
   * @param trusted whether so few of a decision's tellers lie that it must not change once settled
   */
  Laws(Predicate<Decision> trusted) {
    this.trusted = trusted;
  }

  /** How many views were compared with that of the same entries elsewhere or before. */
  long comparisons() {
    return checks;
  }

  int settled() {
    return settled.size();
  }

  /**
   * Checks a node that was touched or holds other entries than when it was checked last.
   *
   * @return whether it did
   */
  boolean check(SimNode node, boolean touched) throws StoreException {
    Bytes digest = node.replica().digest();
    if (digest.equals(checked.put(node, digest)) && !touched) {
      return false;
    }
    headsGrow(node);
    settledStays(node);
    sameEntriesSameView(node);
    return true;
  }

  private void headsGrow(SimNode node) throws StoreException {
    Map<Branch, Head> before = heads.computeIfAbsent(node, n -> new HashMap<>());
    for (Head old : before.values()) {
      boolean stands =
          node.store().head(old.branch()).filter(h -> h.seq() >= old.seq()).isPresent()
              && node.store()
                  .place(old.id())
                  .equals(java.util.Optional.of(new Place(old.branch(), old.seq())));
      require(stands, node, "head went back: " + old);
    }
    node.store().heads().forEach(head -> before.put(head.branch(), head));
  }

  /**
   * Also across nodes, for none of them lies. Who cannot yet read all that it holds is left out: a
   * newcomer may miss an admission that was sealed without it, and so take the electorate for
   * smaller, until somebody shares the epoch.
   */
  private void settledStays(SimNode node) {
    if (!node.replica().unread().isEmpty()) {
      return;
    }
    Map<EntryId, Count> before = shown.computeIfAbsent(node, n -> new HashMap<>());
    Map<EntryId, Count> now = new HashMap<>();
    for (Decision decision : node.replica().decisions().all()) {
      if (!trusted.test(decision)) {
        before.remove(decision.id());
      } else if (decision.state() == Decision.State.SETTLED) {
        now.put(decision.id(), decision.count());
        Count first = settled.putIfAbsent(decision.id(), decision.count());
        require(
            first == null || first.equals(decision.count()),
            node,
            "settled otherwise than elsewhere: " + decision);
      }
    }
    require(now.keySet().containsAll(before.keySet()), node, "what was settled is so no more");
    before.putAll(now);
  }

  /** Those who hold the same and can read it see the same. */
  private void sameEntriesSameView(SimNode node) throws StoreException {
    if (!node.isIn() || !node.replica().unread().isEmpty()) {
      return;
    }
    View now = View.of(node.replica());
    Bytes digest = node.replica().digest();
    compare(node, views.putIfAbsent(digest, now.forAll()), now.forAll());
    if (!now.hasFallenCut()) {
      compare(node, wholeViews.putIfAbsent(List.of(digest, now.shut()), now), now);
    }
  }

  private void compare(SimNode node, View known, View now) {
    if (known != null) {
      checks++;
      require(known.equals(now), node, "same entries, other view: " + now.difference(known));
    }
  }

  static void require(boolean holds, SimNode node, String message) {
    if (!holds) {
      throw new AssertionError(node + ": " + message);
    }
  }
}
