package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One side's way down the trie. Answers each message from that message and the own trie alone; what
 * it keeps is only what the other side said of chains in which the two differ.
 */
final class Descent {
  private final Trie mine;
  private final Map<Long, List<Reach>> differing = new HashMap<>();

  Descent(Trie mine) {
    this.mine = mine;
  }

  Message.Trie begin() {
    return new Message.Trie(List.of(mine.node(Prefix.ROOT)), List.of());
  }

  /** What is to be said to this; without nodes if the comparison is over with it. */
  Message.Trie answer(Message.Trie heard) {
    by(heard.answers()).forEach(this::note);
    List<TrieNode> nodes = new ArrayList<>();
    TreeSet<Reach> answers = new TreeSet<>();
    for (TrieNode node : heard.nodes()) {
      if (node instanceof TrieNode.Inner inner) {
        nodes.addAll(unequal(inner));
      } else if (node instanceof TrieNode.Leaf leaf) {
        answers.addAll(compare(leaf));
      }
    }
    return new Message.Trie(nodes, List.copyOf(answers));
  }

  private List<TrieNode> unequal(TrieNode.Inner inner) {
    List<TrieNode> nodes = new ArrayList<>();
    for (int i = 0; i < Prefix.FAN; i++) {
      Prefix child = inner.prefix().child(i);
      if (mine.sum(child) != inner.sums().get(i)) {
        nodes.add(mine.node(child));
      }
    }
    return nodes;
  }

  /** Of what only this side has nothing is said: the other has nothing to send of it. */
  private List<Reach> compare(TrieNode.Leaf leaf) {
    TreeMap<Long, List<Reach>> theirs = by(leaf.reaches());
    TreeMap<Long, List<Reach>> ours = new TreeMap<>();
    for (Trie.Item item : mine.items(leaf.prefix())) {
      ours.computeIfAbsent(item.position(), p -> new ArrayList<>()).addAll(item.reaches());
    }
    List<Reach> answers = new ArrayList<>();
    ours.forEach(
        (position, reaches) -> {
          List<Reach> other = theirs.getOrDefault(position, List.of());
          if (!other.equals(reaches.stream().sorted().toList())) {
            note(position, other);
            answers.addAll(other.isEmpty() ? List.of() : reaches);
          }
        });
    theirs.keySet().stream()
        .filter(position -> !ours.containsKey(position))
        .forEach(position -> answers.add(Reach.nothing(position)));
    return answers;
  }

  private void note(long position, List<Reach> theirs) {
    if (!mine.items(position).isEmpty()) {
      differing.put(position, theirs.stream().filter(c -> !c.isNothing()).toList());
    }
  }

  private static TreeMap<Long, List<Reach>> by(List<Reach> reaches) {
    TreeMap<Long, List<Reach>> by = new TreeMap<>();
    for (Reach reach : reaches) {
      by.computeIfAbsent(reach.position(), p -> new ArrayList<>()).add(reach);
    }
    return by;
  }

  /**
   * The other side's heads of all chains that this side has, as far as the two have been compared.
   * Where two chains share a position, one of them is thought to be lacking: it is sent twice.
   */
  List<Tip> theirTips() {
    List<Tip> tips = new ArrayList<>();
    long last = -1;
    for (Trie.Item item : mine.items()) {
      List<Reach> other = differing.get(item.position());
      if (other == null) {
        tips.addAll(item.tips());
      } else if (item.position() != last) {
        other.forEach(c -> tips.add(new Tip(item.chain(), c.next() - 1, c.check())));
      }
      last = item.position();
    }
    return tips;
  }
}
