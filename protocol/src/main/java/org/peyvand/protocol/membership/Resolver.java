package org.peyvand.protocol.membership;

import java.util.List;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;

/** Membership as a pure function of a causally closed set of facts. */
public final class Resolver {
  private Resolver() {}

  /**
   * Who is in by these facts.
   *
   * @param facts all from one graph, each after its past; any such order gives an equal state
   */
  public static Membership resolve(NetworkId network, List<Fact> facts) {
    MembershipView view = new MembershipView(network);
    facts.forEach(view::add);
    return view.now();
  }
}
