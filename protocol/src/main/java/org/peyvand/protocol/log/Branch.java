package org.peyvand.protocol.log;

import org.peyvand.protocol.id.ChainId;

/**
 * A line of entries in a chain: number 0 is the first that arrived here, 1 the other side of a
 * fork. The number is local; no rule may depend on it.
 */
public record Branch(ChainId chain, int number) implements Comparable<Branch> {
  public static Branch main(ChainId chain) {
    return new Branch(chain, 0);
  }

  @Override
  public int compareTo(Branch other) {
    int byChain = chain.compareTo(other.chain);
    return byChain != 0 ? byChain : Integer.compare(number, other.number);
  }
}
