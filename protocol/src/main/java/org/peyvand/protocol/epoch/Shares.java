package org.peyvand.protocol.epoch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/**
 * Finds what has to be shared. An admission and an epoch that did not know of each other leave the
 * newcomer without that epoch.
 *
 * <p>Whoever made an epoch sees to it that all can open it. Others do so only where it was made for
 * all whom its maker knew to be in, or half of those who are in can open it already, so that nobody
 * can make others work by making epochs for few. (An honest author who could not read all that it
 * had seen lists too few.) Whether the maker is still in does not matter: what was written under
 * its epoch bears on who is in, and who cannot read it can neither judge nor take what follows.
 * Newest first: who holds an epoch can open its ancestors.
 */
final class Shares {
  private final Epochs epochs;
  private final DeviceId own;
  private final Set<DeviceId> effective;
  private final Map<EpochId, Set<DeviceId>> reached = new HashMap<>();
  private final List<Share> due = new ArrayList<>();

  private Shares(Epochs epochs, Set<DeviceId> effective, DeviceId own) {
    this.epochs = epochs;
    this.own = own;
    this.effective = effective;
  }

  static List<Share> of(Epochs epochs, Set<DeviceId> effective, Keyring keyring) {
    Shares shares = new Shares(epochs, effective, keyring.device());
    List<EpochId> made = epochs.newestFirst();
    made.forEach(shares::reach);
    made.stream().filter(keyring.known()::contains).forEach(shares::judge);
    return shares.due;
  }

  /** Who can open this epoch: who was given it or one of its children. */
  private void reach(EpochId epoch) {
    Set<DeviceId> all = new TreeSet<>();
    all.addAll(epochs.holders(epoch));
    epochs.childrenOf(epoch).forEach(c -> all.addAll(reached.getOrDefault(c, Set.of())));
    reached.put(epoch, all);
  }

  private void judge(EpochId epoch) {
    Set<DeviceId> lacking = new TreeSet<>(effective);
    lacking.removeAll(reached.get(epoch));
    Set<DeviceId> holders = new TreeSet<>(reached.get(epoch));
    holders.retainAll(effective);
    if (lacking.isEmpty() || holders.isEmpty()) {
      return;
    }
    Optional<DeviceId> maker =
        epochs.makers(epoch).stream().filter(effective::contains).findFirst();
    boolean common = epochs.isForAll(epoch) || 2 * holders.size() >= effective.size();
    if (!common && !maker.equals(Optional.of(own))) {
      return;
    }
    DeviceId by = maker.orElse(holders.iterator().next());
    due.add(new Share(epoch, lacking, by));
    for (EpochId ancestor : epochs.ancestors(epoch)) {
      reached.get(ancestor).addAll(lacking);
    }
  }
}
