package org.peyvand.protocol.replica;

import org.peyvand.protocol.entry.Limits;

/**
 * After how many entries an epoch is worn: the next writer makes a new one, so that a stolen secret
 * opens a part of what follows only. Each writer's own decision, by what it sees: no entry is ever
 * judged by it, so counts that differ do no harm.
 *
 * @param entries of both lanes, however few devices there are
 * @param entriesPerDevice for each device that is in, where that is more
 */
record Wear(int entries, int entriesPerDevice) {
  static final Wear REGULAR = new Wear(Limits.EPOCH_ENTRIES, Limits.EPOCH_ENTRIES_PER_DEVICE);

  boolean isReached(long written, int devices) {
    return written >= Math.max(entries, (long) entriesPerDevice * devices);
  }
}
