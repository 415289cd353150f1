package org.peyvand.protocol.sim;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;

/** Acts against others, and what one does who is about to be removed. */
final class Removing {
  private Removing() {}

  private static Act suspension(MemberId member) {
    return new Act.Suspend(member, "they are against me", List.of());
  }

  /** A steward whom it fears, or anybody. */
  private static MemberId enemy(Villain villain) {
    List<MemberId> stewards =
        villain.replica().membership().stewards().stream()
            .map(m -> m.id())
            .filter(id -> !id.equals(villain.member()))
            .toList();
    return stewards.isEmpty()
        ? villain.memberOf(villain.somebody()).orElse(villain.member())
        : villain.world.pick(stewards);
  }

  static void mutual(Villain villain) throws StoreException {
    villain.publish(villain.stale(Lane.GOVERNANCE).act(suspension(enemy(villain))));
  }

  static void mutualAndNoise(Villain villain) throws StoreException {
    mutual(villain);
    villain.publish(villain.stale(Lane.GOVERNANCE).act(suspension(enemy(villain))));
    MemberId other = enemy(villain);
    Act motion =
        new Act.Propose(
            villain.text("noise"),
            "",
            "threshold",
            List.of(),
            Optional.of(new Effect.Expel(other)));
    SignedEntry proposal = villain.stale(Lane.GOVERNANCE).act(motion);
    villain.publish(proposal);
    EntryId id = proposal.entry().id();
    villain.publish(villain.stale(Lane.GOVERNANCE).act(new Act.Ballot(id, "agree", "")));
    villain.publish(villain.stale(Lane.GOVERNANCE).act(new Act.Enact(id, List.of())));
  }

  static void byDelegates(Villain villain) throws StoreException {
    if (villain.puppets.size() < 3) {
      villain.publish(villain.letIn(villain.stale(Lane.GOVERNANCE), false, villain.puppet()));
      return;
    }
    DeviceSecrets puppet = villain.world.pick(villain.puppets);
    SignedEntry act = villain.hand(puppet, Lane.GOVERNANCE).act(suspension(enemy(villain)));
    villain.publish(act);
    mutual(villain);
  }

  /** From one place in its chain, each told to other people; and from one after the other. */
  static void twice(Villain villain) throws StoreException {
    MemberId target = villain.memberOf(villain.somebody()).orElse(villain.member());
    boolean apart = villain.random.nextBoolean();
    SignedEntry two = apart ? villain.other(suspension(target)) : null;
    SignedEntry one = villain.hand(Lane.GOVERNANCE).act(suspension(enemy(villain)));
    if (!apart) {
      villain.publish(one);
      villain.publish(villain.hand(Lane.GOVERNANCE).act(suspension(target)));
    } else {
      villain.give(villain.somebody(), one);
      villain.give(villain.somebody(), two);
      villain.publish(one, two);
    }
  }

  static void leaveAndGoOn(Villain villain) throws StoreException {
    Entry before = villain.own(Lane.GOVERNANCE, villain.head(Lane.GOVERNANCE).seq());
    SignedEntry leave = villain.after(before).act(new Act.Leave());
    villain.publish(leave);
    SignedEntry after = villain.after(leave.entry()).act(villain.seed().invite(3, false));
    for (SimNode other : villain.world.honest()) {
      if (other.replica().graph().has(leave.entry().id())
          && !other.replica().membership().isEffective(villain.node.device())) {
        villain.giveInVain(other, after);
      }
    }
    villain.publish(villain.stale(Lane.RECORDS).act(villain.note()));
  }
}
