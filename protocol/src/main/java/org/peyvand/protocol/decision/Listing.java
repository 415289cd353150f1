package org.peyvand.protocol.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/** One list of ballots in one round, and the tellers who stand by it. */
final class Listing {

  /**
   * Closes of one round with the same ballots are the same listing.
   *
   * @param ballots ascending
   */
  record Key(int round, List<EntryId> ballots) {
    static Key of(int round, Collection<EntryId> ballots) {
      return new Key(round, ballots.stream().sorted().toList());
    }
  }

  private final Key key;
  private final List<Fact> closes = new ArrayList<>();
  private final Marks acks = new Marks();
  private final Marks confirms = new Marks();

  Listing(Key key) {
    this.key = key;
  }

  int round() {
    return key.round();
  }

  List<EntryId> ballots() {
    return key.ballots();
  }

  List<Fact> closes() {
    return closes;
  }

  Marks acks() {
    return acks;
  }

  Marks confirms() {
    return confirms;
  }

  /**
   * A teller stands by this list. Whoever thereby knows a quorum of acknowledgements, its own among
   * them, has confirmed too: so a sole teller settles in one entry.
   */
  void acknowledge(MemberId teller, Fact fact, int quorum) {
    acks.add(teller, fact);
    if (acks.in(fact.point().and()) >= quorum) {
      confirms.add(teller, fact);
    }
  }

  /** Entries of tellers: of each one, or several where its device was copied. */
  static final class Marks {
    private final Map<MemberId, List<Fact>> marks = new HashMap<>();

    void add(MemberId teller, Fact fact) {
      marks.computeIfAbsent(teller, t -> new ArrayList<>(1)).add(fact);
    }

    /** How many tellers there are at all. */
    int size() {
      return marks.size();
    }

    /** How many tellers there are in this past. */
    int in(Past past) {
      return (int) marks.keySet().stream().filter(teller -> has(teller, past)).count();
    }

    boolean has(MemberId teller, Past past) {
      return of(teller).stream().anyMatch(fact -> past.includes(fact.point()));
    }

    List<Fact> of(MemberId teller) {
      return marks.getOrDefault(teller, List.of());
    }
  }
}
