package org.peyvand.protocol.sim;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.replica.DeviceSecrets;

/** People who are not people. */
final class Crowding {
  private static final int RING = 5;

  private Crowding() {}

  /** Two whom it made up enter by one code, each through another host. */
  static void inviteTwice(Villain villain) throws StoreException {
    if (villain.puppets.size() >= RING) {
      return;
    }
    InviteSeed seed = villain.seed();
    SignedEntry invite = villain.hand(Lane.GOVERNANCE).act(seed.invite(1, false));
    villain.publish(invite);
    SimNode one = villain.somebody();
    SimNode two = villain.somebody();
    for (SimNode host : List.of(one, two)) {
      villain.give(host, invite);
      Act.Admit admit = villain.admission(seed, invite.entry().id(), villain.puppet());
      if (host.mayWrite() && host.replica().refusal(admit).isEmpty()) {
        host.write(admit);
      }
    }
  }

  static void ring(Villain villain) throws StoreException {
    if (villain.puppets.size() < RING) {
      villain.publish(villain.letIn(villain.hand(Lane.GOVERNANCE), false, villain.puppet()));
      return;
    }
    for (DeviceSecrets puppet : villain.puppets) {
      vouch(villain, puppet, friend(villain, puppet));
    }
  }

  /** The admission of another puppet; of nobody that stands if there is none. */
  private static EntryId friend(Villain villain, DeviceSecrets but) {
    var admissions = villain.replica().membership().admissions();
    List<EntryId> friends =
        admissions.keySet().stream()
            .filter(id -> isPuppet(villain, admissions.get(id).device()))
            .filter(id -> !admissions.get(id).device().equals(but.device()))
            .toList();
    return friends.isEmpty() ? admissions.firstKey() : villain.world.pick(friends);
  }

  private static boolean isPuppet(Villain villain, DeviceId device) {
    return villain.puppets.stream().anyMatch(p -> p.device().equals(device));
  }

  private static void vouch(Villain villain, DeviceSecrets by, EntryId admission)
      throws StoreException {
    Act act = new Act.Vouch(admission);
    villain.publish(villain.hand(by, Lane.GOVERNANCE).act(act));
    villain.publish(villain.hand(Lane.GOVERNANCE).act(act));
  }

  static void vote(Villain villain) throws StoreException {
    List<Decision> all = villain.replica().decisions().all();
    if (villain.puppets.size() < 2) {
      villain.publish(villain.letIn(villain.hand(Lane.GOVERNANCE), false, villain.puppet()));
    } else if (!all.isEmpty()) {
      EntryId question = villain.world.pick(all).id();
      for (DeviceSecrets puppet : villain.puppets) {
        Act ballot = new Act.Ballot(question, "agree", "");
        villain.publish(villain.hand(puppet, Lane.GOVERNANCE).act(ballot));
      }
      Act yes = new Act.Ballot(question, "agree", "");
      Act no = new Act.Ballot(question, "disagree", "");
      SignedEntry two = villain.other(no);
      SignedEntry one = villain.hand(Lane.GOVERNANCE).act(yes);
      villain.give(villain.somebody(), one);
      villain.give(villain.somebody(), two);
      villain.publish(one, two);
    }
  }

  /** By a request that the other never signed, and by the one with which the other came. */
  static void somebodyElsesDevice(Villain villain) throws StoreException {
    SimNode victim = villain.somebody();
    InviteSeed seed = villain.seed();
    SignedEntry invite = villain.hand(Lane.GOVERNANCE).act(seed.invite(2, true));
    DeviceSecrets liar = DeviceSecrets.generate(villain.world.entropy);
    var network = villain.replica().network();
    JoinRequest own = JoinRequest.make(seed, liar.signing(), liar.keys(), "x", network);
    JoinRequest stolen =
        new JoinRequest(
            victim.own.keys(),
            own.name(),
            own.networkHash(),
            own.invite(),
            own.inviteSignature(),
            own.deviceSignature());
    EntryId id = invite.entry().id();
    Act.Admit forged = new Act.Admit(id, JoinRequestCodec.encode(stolen), true);
    SignedEntry first = villain.after(invite.entry()).act(forged);
    villain.publish(invite, first);
    Optional<JoinRequest> genuine = victim.replica().ownRequest();
    if (genuine.isPresent()) {
      Bytes request = JoinRequestCodec.encode(genuine.get());
      villain.publish(villain.after(first.entry()).act(new Act.Admit(id, request, true)));
    }
  }
}
