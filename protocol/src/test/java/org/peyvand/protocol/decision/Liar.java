package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;

/**
 * A teller that has copied its device to every place, forks its chain, hides what it knows, and
 * prefers acts that the others must count.
 */
final class Liar {
  private static final int TRIES = 12;

  private final String name;
  private final Random random;
  private final int cheatsPercent;

  Liar(String name, Random random) {
    this.name = name;
    this.random = random;
    this.cheatsPercent = random.nextBoolean() ? 50 : 3;
  }

  /** Either a copy of the device does its duties here, unaware of the others, or it cheats. */
  void act(Replica site, EntryId proposal) {
    if (random.nextInt(100) < cheatsPercent) {
      cheat(site, proposal);
    } else {
      site.doDuties(name);
    }
  }

  private void cheat(Replica site, EntryId proposal) {
    for (int i = 1; i <= TRIES; i++) {
      Optional<EntryId> previous = previous(site);
      List<EntryId> links = links(site, proposal);
      List<EntryId> all = new ArrayList<>(links);
      previous.ifPresent(all::add);
      Act act = act(site, proposal, all);
      boolean counts = site.decisions().refusal(Ids.device(name), site.past(all), act).isEmpty();
      if (counts || i == TRIES) {
        site.write(name, act, previous, links);
        return;
      }
    }
  }

  private Optional<EntryId> previous(Replica site) {
    List<EntryId> own = site.by(name);
    int pick = random.nextInt(own.size() + 1);
    return pick == own.size() ? Optional.empty() : Optional.of(own.get(pick));
  }

  private List<EntryId> links(Replica site, EntryId proposal) {
    List<Fact> facts = site.facts();
    List<EntryId> links = new ArrayList<>(List.of(proposal));
    for (int i = random.nextInt(6); i > 0; i--) {
      links.add(facts.get(random.nextInt(facts.size())).id());
    }
    return links.stream().distinct().toList();
  }

  private Act act(Replica site, EntryId proposal, List<EntryId> links) {
    List<EntryId> closes =
        site.facts().stream().filter(f -> f.act() instanceof Act.Close).map(Fact::id).toList();
    EntryId close = closes.isEmpty() ? proposal : closes.get(random.nextInt(closes.size()));
    int round = 1 + random.nextInt(4);
    switch (random.nextInt(7)) {
      case 0:
        return new Act.Ballot(proposal, random.nextBoolean() ? "agree" : "disagree", "");
      case 1:
        return site.decisions().close(site.past(links), proposal);
      case 2:
        return new Act.Close(proposal, round, links);
      case 3:
        return new Act.NextRound(proposal, round);
      case 4:
        return new Act.Confirm(close);
      default:
        return new Act.Acknowledge(close);
    }
  }
}
