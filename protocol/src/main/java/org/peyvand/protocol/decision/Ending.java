package org.peyvand.protocol.decision;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;

/**
 * What enacted or withdrew a proposal.
 *
 * @param claimedTimeMs when its author says it was; for display only
 */
public record Ending(EntryId entry, DeviceId author, long claimedTimeMs) {

  /** Of several, which knew nothing of each other and are one act, that with the least id. */
  static Optional<Ending> of(Stream<Fact> facts) {
    return facts
        .min(Comparator.comparing(Fact::id))
        .map(fact -> new Ending(fact.id(), fact.author(), fact.body().claimedTimeMs()));
  }
}
