package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.membership.MembershipView;

/**
 * Says in a removal which records of the removed its author knows: governance does not wait for
 * records, so they are not in the removal's past. There is room for all lines of the devices that a
 * member may have; of more, which only rule-breaking makes, the records of some are set aside.
 */
final class Pins {
  private Pins() {}

  /** The act with its pins, where it is a removal; else the act. */
  static Act fill(Act act, MembershipView members, EntryStore store) {
    List<Pin> pins = pins(TakenOut.by(act, members), store);
    if (act instanceof Act.Suspend suspend) {
      return new Act.Suspend(suspend.member(), suspend.reason(), pins);
    }
    if (act instanceof Act.Retire retire) {
      return new Act.Retire(retire.device(), pins);
    }
    if (act instanceof Act.Enact enact) {
      return new Act.Enact(enact.proposal(), pins);
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
