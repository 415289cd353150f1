package org.peyvand.protocol.membership;

import java.util.BitSet;
import java.util.Optional;
import org.peyvand.protocol.log.Past;

/** What a set of acts comes to, given who has built on what. */
final class State {

  /**
   * Which of the acts stand.
   *
   * @param builders what was asked to find out
   */
  record Resolved(Resolution resolution, Builders builders) {}

  private final BitSet known;
  private final Aged membership;
  private final Builders builders;
  private Resolved resolved;

  State(BitSet known, Resolved resolved, Membership membership) {
    this.known = known;
    this.resolved = resolved;
    this.builders = resolved.builders();
    this.membership = new Aged(membership);
  }

  BitSet known() {
    return known;
  }

  /** Who is in, by what had been written when it is asked. */
  Aged membership() {
    return membership;
  }

  /** Which acts stand; only the state of all acts is asked. */
  Resolution resolution() {
    return resolved.resolution();
  }

  /** Whether this is the state within that past, too. */
  boolean holdsWithin(Past past) {
    return builders.holdWithin(past);
  }

  /**
   * The next resolution, after an act that knew all of these acts. Such an act changes nothing in
   * how they stand, unless it undoes one. So the resolution is handed on, not made anew; this state
   * has none any more.
   *
   * @param deed empty if the act was refused by its own past
   */
  Optional<Resolved> with(Optional<Deed> deed) {
    boolean undoes = deed.filter(d -> !d.undoes().isEmpty()).isPresent();
    if (resolved == null || undoes) {
      return Optional.empty();
    }
    Resolved next = resolved;
    resolved = null;
    deed.ifPresent(next.resolution()::append);
    return Optional.of(next);
  }
}
