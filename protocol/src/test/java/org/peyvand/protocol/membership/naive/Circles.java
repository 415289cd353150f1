package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who waits for whom, and which circles of waiting there are. */
final class Circles {
  private final Map<Integer, Deed> deeds = new LinkedHashMap<>();
  private final Map<Integer, Set<Integer>> waits = new HashMap<>();

  void add(Deed deed, List<Deed> waitsFor) {
    deeds.put(deed.number(), deed);
    Set<Integer> numbers = new TreeSet<>();
    waitsFor.forEach(other -> numbers.add(other.number()));
    waits.put(deed.number(), numbers);
  }

  /** The circles out of which nothing waits; at least one. */
  List<List<Deed>> thatWaitForNoOther() {
    Map<Integer, Set<Integer>> reach = new HashMap<>();
    waits.keySet().forEach(x -> reach.put(x, reachedFrom(x)));
    Set<Integer> done = new TreeSet<>();
    List<List<Deed>> circles = new ArrayList<>();
    for (int x : waits.keySet()) {
      Set<Integer> all = reach.get(x);
      boolean closed = all.contains(x) && all.stream().allMatch(y -> reach.get(y).contains(x));
      if (closed && done.add(x)) {
        done.addAll(all);
        circles.add(all.stream().map(deeds::get).toList());
      }
    }
    if (circles.isEmpty()) {
      throw new AssertionError("undecided acts that wait for no circle: " + deeds.values());
    }
    return circles;
  }

  private Set<Integer> reachedFrom(int start) {
    Set<Integer> reached = new TreeSet<>();
    List<Integer> next = new ArrayList<>(waits.get(start));
    while (!next.isEmpty()) {
      int x = next.remove(next.size() - 1);
      if (reached.add(x)) {
        next.addAll(waits.get(x));
      }
    }
    return reached;
  }
}
