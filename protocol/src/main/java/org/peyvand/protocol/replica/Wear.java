package org.peyvand.protocol.replica;

import org.peyvand.protocol.entry.Limits;

/**
 * After how much use keys are worn, so that a stolen one opens a part of what follows only: the
 * next writer makes a new epoch, a device names a new sealing key. Each writer's own decision, by
 * what it sees: no entry is ever judged by it, so counts that differ do no harm.
 *
 * @param entries of both lanes under an epoch, however few devices there are
 * @param entriesPerDevice for each device that is in, where that is more
 * @param ownEntries of this device's governance under a sealing key
 */
record Wear(int entries, int entriesPerDevice, int ownEntries) {
  static final Wear REGULAR =
      new Wear(Limits.EPOCH_ENTRIES, Limits.EPOCH_ENTRIES_PER_DEVICE, Limits.SEALING_KEY_ENTRIES);

  boolean isReached(long written, int devices) {
    return written >= Math.max(entries, (long) entriesPerDevice * devices);
  }

  boolean isKeyReached(long own) {
    return own >= ownEntries;
  }
}
