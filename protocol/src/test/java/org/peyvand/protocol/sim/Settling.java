package org.peyvand.protocol.sim;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.sync.Run;

/** How a group begins that has been together for a while: all have met and built on each other. */
final class Settling {
  private static final int LEAST = 5;

  private Settling() {}

  /**
   * @param carefully whether those who come later begin as newcomers, for whom others must vouch
   */
  static void settle(World world, boolean carefully) throws StoreException {
    SimNode founder = world.nodes.get(0);
    int people = LEAST + world.random.nextInt(3);
    while (world.nodes.size() < people) {
      InviteSeed seed = InviteSeed.generate(world.entropy);
      EntryId invite = founder.write(seed.invite(1, false)).last();
      world.enter(founder, seed, invite, "settler " + world.nodes.size()).orElseThrow();
    }
    meet(world);
    if (carefully) {
      beCareful(world, founder);
    }
    for (SimNode node : world.nodes) {
      node.write(new Act.Gather());
    }
    meet(world);
    for (SimNode node : world.nodes) {
      Laws.require(node.replica().unread().isEmpty(), node, "does not begin well");
    }
  }

  private static void beCareful(World world, SimNode founder) throws StoreException {
    Effect newcomers = new Effect.SetPolicy(Policy.Key.ADMISSION_GIVES, Role.NEWCOMER.ordinal());
    Act motion = new Act.Propose("care", "", "threshold", List.of(), Optional.of(newcomers));
    EntryId proposal = founder.write(motion).last();
    meet(world);
    for (SimNode node : world.nodes) {
      node.write(new Act.Ballot(proposal, "agree", ""));
    }
    meet(world);
    founder.write(new Act.Enact(proposal, List.of()));
    meet(world);
  }

  /** Everybody takes what anybody has. */
  private static void meet(World world) throws StoreException {
    for (int round = 0; round < 2; round++) {
      for (SimNode to : world.nodes) {
        for (SimNode from : world.nodes) {
          if (to != from && !to.replica().digest().equals(from.replica().digest())) {
            for (Run run : from.governanceRuns()) {
              to.take(run);
            }
          }
        }
      }
    }
  }
}
