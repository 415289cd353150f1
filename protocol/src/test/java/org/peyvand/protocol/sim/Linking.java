package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;

/** Links that no honest node makes. */
final class Linking {
  private static final Act GATHER = new Act.Gather();
  private static final int FLOOD = 30;

  private Linking() {}

  private static EntryId nowhere(Villain villain) {
    return new EntryId(Bytes.own(villain.world.entropy.bytes(EntryId.LENGTH)));
  }

  static void orphans(Villain villain) throws StoreException {
    SimNode to = villain.somebody();
    for (int i = 0; i < FLOOD; i++) {
      List<EntryId> links = List.of(nowhere(villain));
      boolean early = villain.random.nextBoolean();
      SignedEntry orphan =
          early
              ? villain.hand(Lane.GOVERNANCE).links(links).act(GATHER)
              : villain
                  .hand(Lane.RECORDS)
                  .at(1_000 + i, Optional.of(nowhere(villain)))
                  .act(villain.note());
      villain.giveInVain(to, orphan);
    }
  }

  static void circles(Villain villain) throws StoreException {
    Entry before = villain.own(Lane.GOVERNANCE, villain.head(Lane.GOVERNANCE).seq());
    Entry first = villain.own(Lane.GOVERNANCE, 0);
    List<EntryId> own = before.id().equals(first.id()) ? List.of() : List.of(first.id());
    SignedEntry later = villain.after(before).links(own).act(GATHER);
    SignedEntry latest = villain.after(later.entry()).act(GATHER);
    SignedEntry circle = villain.after(before).links(List.of(latest.entry().id())).act(GATHER);
    SimNode to = villain.somebody();
    if (!to.replica().graph().has(latest.entry().id())) {
      villain.giveInVain(to, circle);
    }
    SignedEntry record = villain.hand(Lane.RECORDS).act(villain.note());
    villain.publish(record);
    villain.give(to, record);
    villain.giveInVain(to, villain.after(before).links(List.of(record.entry().id())).act(GATHER));
    villain.publish(later, latest);
    villain.publish(
        villain
            .after(latest.entry())
            .links(List.of(before.id(), later.entry().id()).stream().sorted().toList())
            .act(GATHER));
  }

  /** Up to eight devices, each with both branches of a fork, none knowing of another. */
  static void manyHeads(Villain villain) throws StoreException {
    List<DeviceSecrets> all = new ArrayList<>(villain.puppets);
    if (all.size() < 7) {
      DeviceSecrets device = villain.puppet();
      villain.publish(villain.letIn(villain.hand(Lane.GOVERNANCE), true, device));
      return;
    }
    Entry admitted = villain.own(Lane.GOVERNANCE, villain.head(Lane.GOVERNANCE).seq());
    for (DeviceSecrets device : all) {
      if (isForked(villain, device)) {
        continue;
      }
      SignedEntry one = head(villain, device, admitted);
      SignedEntry two = head(villain, device, admitted);
      villain.publish(one, two);
    }
  }

  private static boolean isForked(Villain villain, DeviceSecrets device) {
    ChainId chain = new ChainId(device.device(), Lane.GOVERNANCE);
    return villain.replica().store().head(new Branch(chain, 1)).isPresent();
  }

  private static SignedEntry head(Villain villain, DeviceSecrets device, Entry admitted) {
    return villain
        .hand(device, Lane.GOVERNANCE)
        .links(List.of(admitted.id()))
        .under(villain.secretsOf(admitted))
        .act(GATHER);
  }
}
