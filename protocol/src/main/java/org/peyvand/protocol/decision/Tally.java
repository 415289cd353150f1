package org.peyvand.protocol.decision;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ballots, counted.
 *
 * @param electorate how many may vote
 * @param quorum how many must have voted; for an act of power: have agreed
 * @param counts every choice of the method, with how many members made it
 */
public record Tally(int electorate, int quorum, SortedMap<String, Integer> counts) {
  public Tally {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * The quorum of an electorate: {@code percent} of it, rounded up, and never nobody, so that
   * nothing passes without a ballot.
   */
  public static int quorum(int electorate, int percent) {
    return Math.max(1, Math.toIntExact((electorate * (long) percent + 99) / 100));
  }

  public int count(String choice) {
    return counts.getOrDefault(choice, 0);
  }

  /** How many voted, whatever they chose. */
  public int voted() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
