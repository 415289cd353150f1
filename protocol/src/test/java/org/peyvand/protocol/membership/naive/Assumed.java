package org.peyvand.protocol.membership.naive;

import java.util.BitSet;

/**
 * What is taken to stand, by the deeds' numbers.
 *
 * @param stands what counts
 * @param candidates what counts, or is held only for its rivals
 */
record Assumed(BitSet stands, BitSet candidates) {
  static Assumed nothing() {
    return new Assumed(new BitSet(), new BitSet());
  }

  boolean stands(Deed deed) {
    return stands.get(deed.number());
  }

  boolean isCandidate(Deed deed) {
    return candidates.get(deed.number());
  }
}
