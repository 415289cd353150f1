package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * An invite and what became of it.
 *
 * @param author who opened the door
 * @param usesLeft how many may still enter by it, if it is open
 */
public record Invitation(EntryId id, Act.Invite act, MemberId author, State state, int usesLeft) {

  /** Whether someone may still enter. */
  public enum State {
    OPEN,
    USED,
    REVOKED,
    /** Its author's device has written more since than it said. */
    EXPIRED,
    /** For a device of its author's own, who has made as many newer ones as may be open. */
    SUPERSEDED
  }

  /** Whose membership a bearer joins; empty if it becomes a member of its own. */
  public Optional<MemberId> member() {
    return act.forDevice() ? act.forMember().or(() -> Optional.of(author)) : Optional.empty();
  }

  /** Whether others have to vouch for a device that enters by it: it is another member's. */
  public boolean awaitsVouchers() {
    return !member().orElse(author).equals(author);
  }

  /** This invite, expired. */
  Invitation expired() {
    return new Invitation(id, act, author, State.EXPIRED, usesLeft);
  }

  /** Whether it lets nobody in any more for its age alone; its bearer may be told so. */
  public boolean hasLapsed() {
    return state == State.EXPIRED || state == State.SUPERSEDED;
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
