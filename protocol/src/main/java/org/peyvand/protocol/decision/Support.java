package org.peyvand.protocol.decision;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.id.MemberId;

/**
 * How far an act of power has come, as membership judges it. Enough must agree twice over: of those
 * with a seat when it was proposed, and of those with a seat now.
 *
 * @param seats of the proposal's past
 * @param seatsNow of all that is known, without those whom the target brought in since
 * @param agreed who has agreed
 * @param voices who may still speak: has a seat, is not what is removed, and not suspended unless
 *     the suspended have a voice in this
 * @param needed how many of {@code seats} must agree
 * @param neededNow how many of {@code seatsNow} must agree
 */
public record Support(
    SortedSet<MemberId> seats,
    SortedSet<MemberId> seatsNow,
    SortedSet<MemberId> agreed,
    SortedSet<MemberId> voices,
    int needed,
    int neededNow) {

  public Support {
    seats = copy(seats);
    seatsNow = copy(seatsNow);
    agreed = copy(agreed);
    voices = copy(voices);
  }

  private static SortedSet<MemberId> copy(SortedSet<MemberId> members) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  /** How many of those with a seat when it was proposed have agreed. */
  public int agreedThen() {
    return both(seats);
  }

  /** How many of those with a seat now have agreed. */
  public int agreedNow() {
    return both(seatsNow);
  }

  private int both(SortedSet<MemberId> among) {
    return (int) agreed.stream().filter(among::contains).count();
  }

  /** Whether as many agree as it takes to enact it now. */
  public boolean isEnough() {
    return agreedThen() >= needed && agreedNow() >= neededNow;
  }
}
