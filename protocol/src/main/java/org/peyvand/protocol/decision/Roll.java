package org.peyvand.protocol.decision;

import org.peyvand.protocol.log.Past;

/** What decisions ask of membership. Membership answers in a node, a fixed list in tests. */
public interface Roll {

  /**
   * Who was who in this past. Depends on nothing else: the same past gives the same people for
   * ever. Asked once for each act, so an answer should be remembered for as long as it holds.
   */
  People at(Past past);
}
