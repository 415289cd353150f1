package org.peyvand.protocol.decision;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * A question, who may answer it, and how far the answer has come.
 *
 * @param claimedTimeMs when the proposer says it was; for display only
 * @param electorate the full members in the proposal's past; for an act of power all who had a seat
 * @param round in which round of closing it is: 1 until enough tellers gave that up
 * @param count of the settled list; before that of all ballots here, and provisional
 * @param late what arrived too late
 * @param refused acts that do not count, ascending by entry
 * @param lies what tellers did that no honest node does
 * @param support how far an act of power has come; empty for all else
 * @param ending what enacted or withdrew it; empty for all else
 */
public record Decision(
    EntryId id,
    Act.Propose question,
    long claimedTimeMs,
    MemberId proposer,
    SortedSet<MemberId> electorate,
    Tellers tellers,
    State state,
    int round,
    Count count,
    Late late,
    List<Refused> refused,
    List<Lie> lies,
    Optional<Support> support,
    Optional<Ending> ending) {

  /** How far it has come. */
  public enum State {
    OPEN,
    /** A teller has closed it, and the others have not yet confirmed. */
    CLOSING,
    /** Never changes again, unless more than f tellers lied. */
    SETTLED,
    /** Two lists were settled: more than f tellers lied. */
    CONTESTED,
    WITHDRAWN,
    /** The effect of an act of power was made true. */
    ENACTED
  }

  /**
   * Ballots that did not know of the close which settled the vote without them.
   *
   * @param count as it would have been with them
   */
  public record Late(List<Voice> voices, Count count) {
    public Late {
      voices = List.copyOf(voices);
    }
  }

  /** The final result, once settled. */
  public Optional<Result> result() {
    return state == State.SETTLED ? Optional.of(count.result()) : Optional.empty();
  }

  /** Whether the late ballots would have changed the result. */
  public boolean lateWouldChange() {
    return late.count().result().outcome() != count.result().outcome();
  }

  /** How many must vote. */
  public int quorum() {
    return count.tally().quorum();
  }

  public int voted() {
    return count.voices().size();
  }

  /** What it does, where it is an act of power. */
  public Optional<Effect> effect() {
    return question.effect();
  }

  /** Who has not voted, and may. */
  public SortedSet<MemberId> awaited() {
    SortedSet<MemberId> awaited = new TreeSet<>(electorate);
    support.ifPresent(s -> awaited.retainAll(s.voices()));
    count.voices().forEach(voice -> awaited.remove(voice.member()));
    return awaited;
  }
}
