package org.peyvand.protocol.membership;

import org.peyvand.protocol.entry.Effect;

/** How many of a whole electorate must agree to an act of power. */
final class Threshold {
  private Threshold() {}

  /**
   * More than half, never less than the policy's share; two thirds to recover; at least two to
   * remove.
   *
   * @param electorate how many seats there are
   * @param percent the policy's share
   */
  static int of(Effect effect, int electorate, int percent) {
    int least =
        effect instanceof Effect.Recover ? share(electorate, 2, 3) : percent(electorate, percent);
    int most = Math.max(electorate / 2 + 1, least);
    return isRemoval(effect) ? Math.max(2, most) : most;
  }

  private static int percent(int electorate, int percent) {
    return share(electorate, percent, 100);
  }

  private static int share(int electorate, int part, int whole) {
    return Math.toIntExact(((long) electorate * part + whole - 1) / whole);
  }

  private static boolean isRemoval(Effect effect) {
    return effect instanceof Effect.Expel || effect instanceof Effect.RetireDevice;
  }
}
