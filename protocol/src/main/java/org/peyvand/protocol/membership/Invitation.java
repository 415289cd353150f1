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
    REVOKED
  }

  /** Whose membership a bearer joins; empty if it becomes a member of its own. */
  public Optional<MemberId> member() {
    return act.forDevice() ? act.forMember().or(() -> Optional.of(author)) : Optional.empty();
  }

  /** Whether others have to vouch for a device that enters by it: it is another member's. */
  public boolean awaitsVouchers() {
    return !member().orElse(author).equals(author);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
