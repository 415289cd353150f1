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
 * <p>Whoever made an epoch sees to it that all can open it; where it was made for few, which only
 * rule-breaking does, the first other holder, for such a maker may be silent. Anybody who writes
 * shares what is due first. It does not matter whether the maker is still in: what was written
 * under its epoch bears on who is in, and who cannot read it can neither judge nor take what
 * follows. So nothing is left unshared, and each epoch costs the others one entry at most. Newest
 * first: who holds an epoch can open its ancestors.
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
    DeviceId by = sharer(epoch, holders, 2 * holders.size() >= effective.size());
    due.add(new Share(epoch, lacking, by));
    for (EpochId ancestor : epochs.ancestors(epoch)) {
      reached.get(ancestor).addAll(lacking);
    }
  }

  private DeviceId sharer(EpochId epoch, Set<DeviceId> holders, boolean halfHoldIt) {
    Optional<DeviceId> maker =
        epochs.makers(epoch).stream().filter(effective::contains).findFirst();
    Optional<DeviceId> another =
        holders.stream().filter(d -> !maker.equals(Optional.of(d))).findFirst();
    boolean trusted = halfHoldIt || epochs.isForAll(epoch);
    return (trusted ? maker.or(() -> another) : another.or(() -> maker)).orElseThrow();
  }
}
