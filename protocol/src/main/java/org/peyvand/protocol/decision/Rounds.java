package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/** How one vote is being closed: which lists in which rounds, and who gave a round up. */
final class Rounds {
  private static final Comparator<Listing> NEWEST_FIRST =
      Comparator.comparingInt(Listing::round)
          .reversed()
          .thenComparing(Listing::ballots, Rounds::compare);

  private final Tellers tellers;
  private final Map<Listing.Key, Listing> listings = new LinkedHashMap<>();
  private final Map<EntryId, Listing> byClose = new HashMap<>();
  private final Map<MemberId, List<Fact>> gaveUp = new HashMap<>();
  private Past seen = Past.NOTHING;

  Rounds(Tellers tellers) {
    this.tellers = tellers;
  }

  private static int compare(List<EntryId> some, List<EntryId> others) {
    return Arrays.compare(some.toArray(EntryId[]::new), others.toArray(EntryId[]::new));
  }

  void close(MemberId teller, Fact fact, Act.Close close) {
    Listing listing =
        listings.computeIfAbsent(Listing.Key.of(close.round(), close.ballots()), Listing::new);
    listing.closes().add(fact);
    byClose.put(fact.id(), listing);
    listing.acknowledge(teller, fact, tellers.quorum());
  }

  void giveUp(MemberId teller, Fact fact) {
    gaveUp.computeIfAbsent(teller, t -> new ArrayList<>()).add(fact);
    seen = seen.with(fact.point());
  }

  /** The listing of a close that counts. */
  Optional<Listing> of(EntryId close) {
    return Optional.ofNullable(byClose.get(close));
  }

  Collection<Listing> all() {
    return listings.values();
  }

  /** Listings that were closed in this past, newest round first. */
  List<Listing> in(Past past) {
    return listings.values().stream()
        .filter(listing -> listing.closes().stream().anyMatch(c -> past.includes(c.point())))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  Stream<Listing> in(Past past, int round) {
    return in(past).stream().filter(listing -> listing.round() == round);
  }

  List<Fact> gaveUp(MemberId teller) {
    return gaveUp.getOrDefault(teller, List.of());
  }

  /** Whether this past knows that the teller gave up this round or a later one. */
  boolean gaveUp(MemberId teller, int round, Past past) {
    return gaveUp(teller).stream().anyMatch(f -> round(f) >= round && past.includes(f.point()));
  }

  /** How many tellers gave up this round or a later one, as this past knows. */
  int gaveUp(int round, Past past) {
    return (int) gaveUp.keySet().stream().filter(t -> gaveUp(t, round, past)).count();
  }

  static int round(Fact gaveUp) {
    return ((Act.NextRound) gaveUp.act()).round();
  }

  /** The first round that too few tellers gave up, as this past knows. */
  int current(Past past) {
    int round = 1;
    while (gaveUp(round, past) >= tellers.quorum()) {
      round++;
    }
    return round;
  }

  /** The first round that too few tellers gave up. */
  int current() {
    return current(seen);
  }

  /** The newest list with a quorum of acknowledgements, as this past knows. */
  Optional<Listing> acknowledged(Past past) {
    return in(past).stream().filter(l -> l.acks().in(past) >= tellers.quorum()).findFirst();
  }

  /** The lists that are settled; one, unless more than f tellers lied. */
  List<Listing> settled() {
    return listings.values().stream()
        .filter(listing -> listing.confirms().size() >= tellers.quorum())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  boolean settledIn(Past past) {
    return settled().stream().anyMatch(l -> l.confirms().in(past) >= tellers.quorum());
  }
}
