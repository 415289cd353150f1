package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.peyvand.protocol.decision.Duties;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.epoch.Share;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/** What a device should write by itself, without anybody's being asked. */
final class Dues {
  private final EntryStore store;
  private final DeviceId own;
  private List<Share> unshared = List.of();
  private Set<EntryId> loose = Set.of();

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

  /**
   * A GATHER where something is as it was at the last look already: what it could share, and
   * whoever has to has not; or branches that nobody has linked to.
   */
  List<Act> overdue(Governance governance) {
    List<Share> sharesBefore = unshared;
    Set<EntryId> looseBefore = loose;
    boolean isIn = governance.isEffective();
    unshared = isIn ? governance.shares() : List.of();
    loose = isIn ? looseEnds(governance) : Set.of();
    boolean isDue =
        unshared.stream().anyMatch(sharesBefore::contains)
            || loose.stream().anyMatch(looseBefore::contains);
    return isDue ? List.of(new Act.Gather()) : List.of();
  }

  /**
   * Ends of forked chains that nobody here builds on. Others may hold other branches, and take
   * these only if somebody links to them. Only of devices that are known to be stopped: who links
   * to more of theirs then testifies for nothing.
   */
  private Set<EntryId> looseEnds(Governance governance) {
    return governance.frontier().stream()
        .filter(id -> isForkedAndStopped(governance, id))
        .collect(Collectors.toSet());
  }

  private boolean isForkedAndStopped(Governance governance, EntryId id) {
    DeviceId author = governance.graph().point(id).orElseThrow().author();
    Branch second = new Branch(new ChainId(author, Lane.GOVERNANCE), 1);
    return store.head(second).isPresent() && !governance.now().removals(author).isEmpty();
  }
}
