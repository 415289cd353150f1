package org.peyvand.protocol.membership;

import java.util.BitSet;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Past;

/**
 * What a set of acts comes to, given who has built on what.
 *
 * @param known by number, which acts
 * @param builders what was asked to find out
 * @param membership where no invite has expired
 * @param aged where some have
 */
record State(
    BitSet known, Resolution resolution, Builders builders, Membership membership, Aged aged) {
  State(BitSet known, Resolution resolution, Builders builders, Membership membership) {
    this(known, resolution, builders, membership, new Aged(membership));
  }

  /** Where nothing is known. */
  static State nothing(NetworkId network, Register register, Witnesses witnesses) {
    Builders builders = new Builders(witnesses, Past.NOTHING);
    return new State(
        new BitSet(), new Resolution(register, builders), builders, Membership.unfounded(network));
  }

  /** Whether this is the state within that past, too. */
  boolean holdsWithin(Past past) {
    return builders.holdWithin(past);
  }

  /** Whether all acts that are known here are known there. */
  boolean isWithin(BitSet there) {
    int end = known.length();
    for (int i = there.nextClearBit(0); i < end; i = there.nextClearBit(i + 1)) {
      if (known.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Which acts are known there and not here. */
  BitSet missing(BitSet there) {
    BitSet more = (BitSet) there.clone();
    more.andNot(known);
    return more;
  }
}
