package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/**
 * docs/membership.md, rule by rule, with no thought of speed. Every state is worked out from
 * nothing for its whole set; only states already worked out are remembered.
 */
public final class NaiveMembership {
  private final NetworkId network;
  private final List<Deed> deeds = new ArrayList<>();
  private final Map<BitSet, State> known = new HashMap<>();

  /**
   * @param facts a closed set, all from one graph, each after its past
   */
  public NaiveMembership(NetworkId network, List<Fact> facts) {
    this.network = network;
    for (Fact fact : facts) {
      State before = state(fact.past());
      List<Deed> past = in(fact.past());
      deeds.add(new OwnPast(network, fact, before, past).judge(deeds.size()));
    }
  }

  public static Outcome of(NetworkId network, List<Fact> facts) {
    return new NaiveMembership(network, facts).now();
  }

  /** The state of all facts. */
  public Outcome now() {
    return state(deeds).outcome();
  }

  /** {@code at(past)} (M1.2). */
  public Outcome at(Past past) {
    return state(past).outcome();
  }

  private State state(Past past) {
    return state(in(past));
  }

  private List<Deed> in(Past past) {
    return deeds.stream().filter(d -> past.includes(d.fact().point())).toList();
  }

  private State state(List<Deed> set) {
    BitSet key = new BitSet();
    set.forEach(deed -> key.set(deed.number()));
    State state = known.get(key);
    if (state == null) {
      state = new Consequences(network, set, new Standing(set)).state();
      known.put(key, state);
    }
    return state;
  }
}
