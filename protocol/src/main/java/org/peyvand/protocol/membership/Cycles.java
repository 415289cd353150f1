package org.peyvand.protocol.membership;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Circles among acts whose standing waits for each other. */
final class Cycles {
  private Cycles() {}

  /**
   * The nodes that wait for none but such as wait for them: the circles that can be decided first.
   * Not empty unless {@code waits} is.
   */
  static <N> Set<N> roots(Map<N, Set<N>> waits) {
    Map<N, Set<N>> reach = new HashMap<>();
    waits.keySet().forEach(node -> reach.put(node, reachable(node, waits)));
    return waits.keySet().stream()
        .filter(node -> reach.get(node).stream().allMatch(n -> reach.get(n).contains(node)))
        .collect(Collectors.toSet());
  }

  private static <N> Set<N> reachable(N from, Map<N, Set<N>> waits) {
    Set<N> reached = new HashSet<>();
    Deque<N> next = new ArrayDeque<>(waits.get(from));
    while (!next.isEmpty()) {
      N node = next.pop();
      if (reached.add(node)) {
        next.addAll(waits.get(node));
      }
    }
    return reached;
  }
}
