package org.peyvand.protocol.decision;

import java.util.Optional;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Past;

/** What decisions ask of membership. Membership answers in a node, a fixed list in tests. */
public interface Roll {

  /**
   * Who was who in this past. Depends on nothing else: the same past gives the same people for
   * ever. Asked once for each act, so an answer should be remembered for as long as it holds.
   */
  People at(Past past);

  /** How far an act of power has come, by all that is here; empty if membership knows of none. */
  default Optional<Support> support(EntryId proposal) {
    return Optional.empty();
  }

  /**
   * Why an enactment that is here counts for nothing, as a key that membership chooses; empty if it
   * counts.
   */
  default Optional<String> refusal(EntryId enactment) {
    return Optional.empty();
  }
}
