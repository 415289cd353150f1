package org.peyvand.protocol.sim;

import java.util.List;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;

/** More than one entry for a number, and what is said of that. */
final class Forking {
  private Forking() {}

  private static Act act(Villain villain, Lane lane) {
    return lane == Lane.GOVERNANCE ? question(villain) : villain.note();
  }

  private static SignedEntry line(Villain villain, Lane lane) {
    return villain.hand(lane).act(act(villain, lane));
  }

  private static Act question(Villain villain) {
    return new Act.Propose(villain.text("question"), "", "majority", List.of());
  }

  private static Lane lane(Villain villain) {
    return villain.random.nextBoolean() ? Lane.GOVERNANCE : Lane.RECORDS;
  }

  static void fork(Villain villain) throws StoreException {
    Lane lane = lane(villain);
    SignedEntry other = villain.other(act(villain, lane));
    SignedEntry one = line(villain, lane);
    for (SimNode node : villain.world.honest()) {
      villain.give(node, villain.random.nextBoolean() ? one : other);
    }
    villain.publish(one);
  }

  static void threeWays(Villain villain) throws StoreException {
    Lane lane = lane(villain);
    List<SignedEntry> lines =
        List.of(line(villain, lane), line(villain, lane), line(villain, lane));
    for (SimNode node : villain.world.honest()) {
      villain.give(node, villain.world.pick(lines));
    }
    villain.publish(lines);
  }

  static void hideAndReveal(Villain villain) throws StoreException {
    if (villain.hidden.isEmpty()) {
      Lane lane = lane(villain);
      villain.hidden.add(villain.other(act(villain, lane)));
      if (lane == Lane.GOVERNANCE) {
        villain.hidden.add(villain.other(villain.seed().invite(2, false)));
      }
      villain.publish(line(villain, lane));
    } else if (villain.random.nextInt(3) == 0) {
      SignedEntry[] late = villain.hidden.toArray(SignedEntry[]::new);
      villain.give(villain.somebody(), late);
      villain.publish(late);
      villain.hidden.clear();
    }
  }

  static void alongThePartition(Villain villain) throws StoreException {
    SignedEntry other = villain.other(question(villain));
    SignedEntry one = line(villain, Lane.GOVERNANCE);
    for (SimNode node : villain.world.honest()) {
      villain.give(node, villain.world.apart(node, villain.node) ? other : one);
    }
    villain.publish(one);
  }

  static void toVoidOwnGrants(Villain villain) throws StoreException {
    SignedEntry other = villain.other(question(villain));
    List<SignedEntry> grant = villain.letIn(villain.hand(Lane.GOVERNANCE), false, villain.puppet());
    villain.give(villain.somebody(), grant.toArray(SignedEntry[]::new));
    villain.give(villain.somebody(), other);
    villain.publish(grant);
    villain.publish(other);
  }

  static void forgeProof(Villain villain) throws StoreException {
    SimNode target = villain.somebody();
    Bytes forged = Bytes.own(villain.world.entropy.bytes(64));
    EntryId one = new EntryId(Bytes.own(villain.world.entropy.bytes(EntryId.LENGTH)));
    EntryId two = new EntryId(Bytes.own(villain.world.entropy.bytes(EntryId.LENGTH)));
    boolean ordered = one.compareTo(two) < 0;
    villain.publish(
        villain
            .hand(Lane.GOVERNANCE)
            .act(
                new Act.ProveFork(
                    target.device(),
                    Lane.GOVERNANCE,
                    villain.random.nextInt(4),
                    ordered ? one : two,
                    forged,
                    ordered ? two : one,
                    List.of(),
                    forged,
                    List.of())));
  }

  /** A device of its own is let in, forks at once, and is proved to by one that is given it. */
  static void proveWithLittlePast(Villain villain) throws StoreException {
    DeviceSecrets device = villain.puppet();
    List<SignedEntry> in = villain.letIn(villain.hand(Lane.GOVERNANCE), true, device);
    villain.publish(in);
    if (villain.replica().membership().isEffective(device.device())) {
      Act gather = new Act.Gather();
      SignedEntry one = villain.hand(device, Lane.GOVERNANCE).act(gather);
      SignedEntry two = villain.hand(device, Lane.GOVERNANCE).act(gather);
      villain.publish(proof(villain, one, two));
      villain.give(villain.somebody(), one);
      villain.publish(two);
    }
  }

  private static SignedEntry proof(Villain villain, SignedEntry one, SignedEntry two)
      throws StoreException {
    boolean ordered = one.entry().id().compareTo(two.entry().id()) < 0;
    SignedEntry low = ordered ? one : two;
    SignedEntry high = ordered ? two : one;
    Entry entry = low.entry();
    return villain
        .stale(Lane.GOVERNANCE)
        .act(
            new Act.ProveFork(
                entry.header().device(),
                Lane.GOVERNANCE,
                entry.header().seq(),
                low.entry().id(),
                low.signature().orElseThrow(),
                high.entry().id(),
                List.of(),
                high.signature().orElseThrow(),
                List.of()));
  }

  /** Two of it, each of which goes on from what it wrote itself. */
  static void clone(Villain villain) throws StoreException {
    Lane lane = lane(villain);
    SignedEntry there = villain.other(act(villain, lane));
    SignedEntry here = line(villain, lane);
    villain.give(villain.somebody(), there);
    villain.publish(here);
  }
}
