package org.peyvand.protocol.membership;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.peyvand.protocol.id.EntryId;

/**
 * What a set of acts comes to once some of its invites have expired: entries that bear on nothing
 * else make them so, and so one state has several ages.
 */
final class Aged {
  private final Membership young;
  private final List<Invitation> expiring;
  private Set<EntryId> expired = Set.of();
  private Membership last;

  /**
   * @param young where no invite has expired
   */
  Aged(Membership young) {
    this.young = young;
    this.last = young;
    this.expiring =
        young.invitations().values().stream()
            .filter(i -> i.isOpen() && i.act().expiresAfter().isPresent())
            .toList();
  }

  /** Who is in, where those of the open invites have expired that are over. */
  Membership where(Predicate<Invitation> isOver) {
    if (expiring.isEmpty()) {
      return young;
    }
    Set<EntryId> over =
        expiring.stream().filter(isOver).map(Invitation::id).collect(Collectors.toSet());
    if (!over.equals(expired)) {
      expired = over;
      last = over.isEmpty() ? young : young.withExpired(over);
    }
    return last;
  }
}
