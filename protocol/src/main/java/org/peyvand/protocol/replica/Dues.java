package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.decision.Duties;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.epoch.Share;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/** What a device should write by itself, without anybody's being asked. */
final class Dues {
  private final EntryStore store;
  private final DeviceId own;
  private List<Share> unshared = List.of();

  Dues(EntryStore store, DeviceId own) {
    this.store = store;
    this.own = own;
  }

  /** What is its own to write now. */
  List<Act> now(Governance governance) throws StoreException {
    List<Act> dues = new ArrayList<>(sharing(governance));
    ForkProofs.due(store, governance.members(), own)
        .filter(proof -> governance.members().allows(own, proof).isEmpty())
        .ifPresent(dues::add);
    dues.addAll(Duties.of(governance.decisions(), own, governance.everything()));
    return dues;
  }

  /** One GATHER for each epoch that this device has to share; it carries the seals. */
  private List<Act> sharing(Governance governance) {
    return governance.shares().stream()
        .filter(share -> share.by().equals(own))
        .<Act>map(share -> new Act.Gather())
        .toList();
  }

  /** What it could share at the last look already, and still can: whoever has to has not. */
  List<Act> overdue(Governance governance) {
    List<Share> before = unshared;
    unshared = governance.isEffective() ? governance.shares() : List.of();
    return unshared.stream().anyMatch(before::contains) ? List.of(new Act.Gather()) : List.of();
  }
}
