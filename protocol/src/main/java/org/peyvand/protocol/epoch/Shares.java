package org.peyvand.protocol.epoch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/**
 * Finds what has to be shared. An admission and an epoch that did not know of each other leave the
 * newcomer without that epoch.
 *
 * <p>Only epochs that were made by the rules count, so that nobody can make others work by making
 * epochs for some. Newest first: who holds an epoch can open its ancestors.
 */
final class Shares {
  private final Epochs epochs;
  private final Set<DeviceId> effective;
  private final Map<EpochId, Set<DeviceId>> reached = new HashMap<>();
  private final List<Share> due = new ArrayList<>();

  private Shares(Epochs epochs, Set<DeviceId> effective) {
    this.epochs = epochs;
    this.effective = effective;
  }

  static List<Share> of(Epochs epochs, Set<DeviceId> effective, Keyring keyring) {
    Shares shares = new Shares(epochs, effective);
    List<EpochId> made = epochs.newestFirst();
    made.forEach(shares::reach);
    made.stream().filter(keyring.known()::contains).forEach(shares::judge);
    return shares.due;
  }

  /** Who can open this epoch: who was given it or one of its children. */
  private void reach(EpochId epoch) {
    Set<DeviceId> all = new TreeSet<>();
    epochs.valid(epoch).forEach(making -> all.addAll(making.given()));
    epochs.childrenOf(epoch).forEach(c -> all.addAll(reached.getOrDefault(c, Set.of())));
    reached.put(epoch, all);
  }

  private void judge(EpochId epoch) {
    Set<DeviceId> lacking = new TreeSet<>(effective);
    lacking.removeAll(reached.get(epoch));
    Set<DeviceId> holders = new TreeSet<>(reached.get(epoch));
    holders.retainAll(effective);
    List<DeviceId> makers = epochs.makers(epoch);
    if (lacking.isEmpty() || holders.isEmpty() || makers.isEmpty()) {
      return;
    }
    DeviceId by =
        makers.stream().filter(effective::contains).findFirst().orElse(holders.iterator().next());
    due.add(new Share(epoch, lacking, by));
    for (EpochId ancestor : epochs.ancestors(epoch)) {
      reached.get(ancestor).addAll(lacking);
    }
  }
}
