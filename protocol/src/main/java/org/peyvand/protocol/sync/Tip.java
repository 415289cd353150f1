package org.peyvand.protocol.sync;

import java.util.Comparator;
import org.peyvand.protocol.id.ChainId;

/**
 * A head as it is said on the wire. A chain that was forked has more than one.
 *
 * @param check 8 bytes of the entry's id, keyed
 */
record Tip(ChainId chain, long seq, long check) implements Comparable<Tip> {
  private static final Comparator<Tip> ORDER =
      Comparator.comparing(Tip::chain).thenComparing(Tip::seq).thenComparing(Tip::check);

  @Override
  public int compareTo(Tip other) {
    return ORDER.compare(this, other);
  }
}
