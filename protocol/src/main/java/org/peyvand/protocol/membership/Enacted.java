package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.EntryId;

/**
 * An act of power that holds, with all entries that enact its proposal: whoever knows one of them
 * knows it.
 */
record Enacted(Effect effect, List<Deed> entries) {

  static List<Enacted> all(Resolution resolution) {
    Map<EntryId, List<Deed>> byProposal = new LinkedHashMap<>();
    for (Deed deed : resolution.index().enactments()) {
      if (resolution.holds(deed)) {
        EntryId proposal = ((Act.Enact) deed.act()).proposal();
        byProposal.computeIfAbsent(proposal, p -> new ArrayList<>()).add(deed);
      }
    }
    return byProposal.values().stream()
        .map(entries -> new Enacted(entries.get(0).effect().orElseThrow(), entries))
        .toList();
  }

  boolean knows(Enacted other) {
    return entries.stream().anyMatch(other::isKnownTo);
  }

  boolean isKnownTo(Deed deed) {
    return entries.stream().anyMatch(deed::saw);
  }
}
