package org.peyvand.protocol.decision;

import java.util.List;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * What one member says.
 *
 * @param choice what it counts as: ballots that did not know of each other count as abstention
 * @param slips the ballots behind it, ascending by entry; more than one if they did not know of
 *     each other
 */
public record Voice(MemberId member, String choice, List<Slip> slips) {

  /**
   * One ballot.
   *
   * @param claimedTimeMs when its author says it was; for display only
   */
  public record Slip(EntryId entry, String choice, String reason, long claimedTimeMs) {}

  public Voice {
    slips = List.copyOf(slips);
  }

  /** Whether the member's ballots did not know of each other, so that it had better vote again. */
  public boolean divided() {
    return slips.size() > 1;
  }
}
