package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Placed;

/** What a group might have written: chains in both lanes that link to each other. */
final class Histories {
  static final NetworkId NETWORK = ChainMaker.network(1);
  static final Bytes SIGNATURE = Bytes.own(new byte[Limits.SIGNATURE_BYTES]);

  private Histories() {}

  /** Entries in an order that each stands after all that it links to. */
  static List<SignedEntry> random(Random random, int chains, int entries) {
    List<ChainMaker> makers = new ArrayList<>();
    for (int i = 0; i < chains; i++) {
      makers.add(new ChainMaker(NETWORK, Lane.values()[i % 2], random.nextLong()));
    }
    TreeMap<ChainId, EntryId> heads = new TreeMap<>();
    List<SignedEntry> history = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      ChainMaker maker = makers.get(random.nextInt(chains));
      ChainId chain = maker.branch().chain();
      TreeSet<EntryId> links = new TreeSet<>();
      heads.forEach(
          (other, head) -> {
            boolean may = chain.lane() == Lane.RECORDS || other.lane() == Lane.GOVERNANCE;
            if (may && !other.equals(chain) && random.nextInt(4) == 0) {
              links.add(head);
            }
          });
      SignedEntry made = signed(maker, List.copyOf(links));
      heads.put(chain, made.entry().id());
      history.add(made);
    }
    return history;
  }

  static SignedEntry signed(ChainMaker maker, List<EntryId> links) {
    return maker.next(maker.bytes(48), links, Optional.empty(), Optional.of(SIGNATURE)).signed();
  }

  /** A signed chain without links. */
  static List<SignedEntry> chain(Lane lane, long seed, int entries) {
    ChainMaker maker = new ChainMaker(NETWORK, lane, seed);
    return chain(maker, entries);
  }

  static List<SignedEntry> chain(ChainMaker maker, int entries) {
    List<SignedEntry> made = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      made.add(signed(maker, List.of()));
    }
    return made;
  }

  static List<SignedEntry> unplaced(List<Placed> placed) {
    return placed.stream()
        .map(p -> new SignedEntry(p.signed().entry(), Optional.of(SIGNATURE)))
        .toList();
  }

  /** What one of the group may have of it: with each entry all that it links to. */
  static List<SignedEntry> part(List<SignedEntry> history, Random random) {
    Set<EntryId> have = new HashSet<>();
    Set<ChainId> ended = new HashSet<>();
    int stay = 1 + random.nextInt(60);
    List<SignedEntry> part = new ArrayList<>();
    for (SignedEntry signed : history) {
      var header = signed.entry().header();
      if (random.nextInt(stay) == 0) {
        ended.add(header.chain());
      }
      if (!ended.contains(header.chain())
          && have.containsAll(header.links())
          && header.previous().map(have::contains).orElse(true)) {
        have.add(signed.entry().id());
        part.add(signed);
      }
    }
    return part;
  }
}
