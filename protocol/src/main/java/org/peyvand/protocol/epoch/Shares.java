package org.peyvand.protocol.epoch;

import java.util.ArrayList;
import java.util.EnumMap;
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
 * first: who holds an epoch can open its ancestors, as far as records are not withheld. From whom
 * they are withheld, governance alone is shared.
 *
 * <p>A key may have come in an entry that is not taken, its author being out by now: then its
 * holder alone knows who holds it, and shares it where nobody else can.
 */
final class Shares {
  private final Epochs epochs;
  private final Set<DeviceId> effective;
  private final DeviceId own;
  private final Map<Half, Map<EpochId, Set<DeviceId>>> reached = new EnumMap<>(Half.class);
  private final List<Share> due = new ArrayList<>();

  private Shares(Epochs epochs, Set<DeviceId> effective, DeviceId own) {
    this.epochs = epochs;
    this.effective = effective;
    this.own = own;
  }

  static List<Share> of(Epochs epochs, Set<DeviceId> effective, Keyring keyring) {
    Shares shares = new Shares(epochs, effective, keyring.device());
    List<EpochId> made = epochs.newestFirst();
    for (Half half : Half.values()) {
      shares.reached.put(half, new HashMap<>());
      made.forEach(epoch -> shares.reach(epoch, half));
    }
    made.stream()
        .filter(keyring.known()::contains)
        .forEach(epoch -> shares.judge(epoch, keyring.holdsRecords(epoch)));
    return shares.due;
  }

  /** Who can open this half of an epoch: who was given it or that of one of its children. */
  private void reach(EpochId epoch, Half half) {
    Set<DeviceId> all = new TreeSet<>();
    all.addAll(epochs.holders(epoch, half));
    epochs
        .childrenOf(epoch, half)
        .forEach(c -> all.addAll(reached.get(half).getOrDefault(c, Set.of())));
    reached.get(half).put(epoch, all);
  }

  private Set<DeviceId> lacking(EpochId epoch, Half half) {
    Set<DeviceId> lacking = new TreeSet<>(effective);
    lacking.removeAll(reached.get(half).get(epoch));
    return lacking;
  }

  private void judge(EpochId epoch, boolean isHeldWhole) {
    Set<DeviceId> barred = epochs.barred(epoch, effective);
    Set<DeviceId> governance = lacking(epoch, Half.GOVERNANCE);
    Set<DeviceId> records = lacking(epoch, Half.RECORDS);
    records.removeAll(barred);
    Set<DeviceId> holders =
        holders(epoch, records.isEmpty() ? Half.GOVERNANCE : Half.RECORDS, isHeldWhole);
    Set<DeviceId> lacking = new TreeSet<>(governance);
    lacking.addAll(isHeldWhole ? records : Set.of());
    if (lacking.isEmpty() || holders.isEmpty()) {
      return;
    }
    DeviceId by = sharer(epoch, holders, 2 * holders.size() >= effective.size());
    barred.retainAll(lacking);
    due.add(new Share(epoch, lacking, barred, by));
    shared(epoch, Half.GOVERNANCE, lacking);
    shared(epoch, Half.RECORDS, isHeldWhole ? records : Set.of());
  }

  /**
   * Those in of whom it is known that they hold this half, or where nobody does and this device
   * holds less, that they hold as much as it; else this device itself.
   */
  private Set<DeviceId> holders(EpochId epoch, Half half, boolean isHeldWhole) {
    Set<DeviceId> holders = new TreeSet<>(reached.get(half).get(epoch));
    holders.retainAll(effective);
    if (holders.isEmpty() && half == Half.RECORDS && !isHeldWhole) {
      return holders(epoch, Half.GOVERNANCE, false);
    }
    if (holders.isEmpty() && effective.contains(own)) {
      holders.add(own);
    }
    return holders;
  }

  private void shared(EpochId epoch, Half half, Set<DeviceId> recipients) {
    for (EpochId ancestor : epochs.ancestors(epoch, half)) {
      reached.get(half).get(ancestor).addAll(recipients);
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
