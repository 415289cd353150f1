package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.MembershipView;
import org.peyvand.protocol.membership.Power;

/**
 * Says in a removal which records of the removed its author knows: governance does not wait for
 * records, so they are not in the removal's past. There is room for all lines of the devices that a
 * member may have; of more, which only rule-breaking makes, the records of some are set aside.
 */
final class Pins {
  private Pins() {}

  /** The acts with their pins. */
  static List<Act> fill(List<? extends Act> acts, MembershipView members, EntryStore store)
      throws StoreException {
    List<Act> filled = new ArrayList<>();
    for (Act act : acts) {
      filled.add(fill(act, members, store));
    }
    return filled;
  }

  /** The act with its pins, where it is a removal or cuts history; else the act. */
  private static Act fill(Act act, MembershipView members, EntryStore store) throws StoreException {
    List<Pin> pins = pins(TakenOut.by(act, members), store);
    if (act instanceof Act.Suspend suspend) {
      return new Act.Suspend(suspend.member(), suspend.reason(), pins);
    }
    if (act instanceof Act.Retire retire) {
      return new Act.Retire(retire.device(), pins);
    }
    if (act instanceof Act.Enact enact) {
      boolean cuts = members.power(enact.proposal()).filter(Pins::cuts).isPresent();
      return new Act.Enact(enact.proposal(), pins, cuts ? CutPins.of(store) : List.of());
    }
    return act instanceof Act.ProveFork fork
        ? new Act.ProveFork(
            fork.device(),
            fork.forked(),
            fork.seq(),
            fork.one(),
            fork.oneSignature(),
            fork.other(),
            fork.path(),
            fork.otherSignature(),
            pins)
        : act;
  }

  private static boolean cuts(Power power) {
    return power.effect() instanceof Effect.CutHistory;
  }

  private static List<Pin> pins(Set<DeviceId> devices, EntryStore store) {
    List<Pin> pins = new ArrayList<>();
    for (DeviceId device : devices) {
      ChainId chain = new ChainId(device, Lane.RECORDS);
      Optional<Head> head = store.head(Branch.main(chain));
      for (int number = 1; head.isPresent(); number++) {
        pins.add(new Pin(device, head.get().seq(), head.get().id()));
        head = store.head(new Branch(chain, number));
      }
    }
    return pins.subList(0, Math.min(pins.size(), Limits.PINS));
  }
}
