package org.peyvand.protocol.membership;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;

/**
 * How an act of power stands.
 *
 * @param seats whom the proposal's own past counts
 * @param seatsNow whom an enactment written now would count
 * @param agreed who has agreed
 * @param needed how many of {@code seats} must agree
 * @param neededNow how many of {@code seatsNow} must agree
 * @param isEnacted whether it was enacted
 */
public record Power(
    Effect effect,
    Set<MemberId> seats,
    Set<MemberId> seatsNow,
    Set<MemberId> agreed,
    int needed,
    int neededNow,
    boolean isEnacted) {
  public Power {
    seats = Collections.unmodifiableSet(new TreeSet<>(seats));
    seatsNow = Collections.unmodifiableSet(new TreeSet<>(seatsNow));
    agreed = Collections.unmodifiableSet(new TreeSet<>(agreed));
  }
}
