package org.peyvand.protocol.membership;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/** How much each device has written by any past, told by the numbers of its entries alone. */
final class EntryCounts {
  private final Map<DeviceId, BitSet> lines = new HashMap<>();

  void add(Point point) {
    lines.computeIfAbsent(point.author(), d -> new BitSet()).set(point.line());
  }

  /** How many entries of its author's device follow this one; in a fork, on the longest line. */
  long after(Point point, Past past) {
    int newest =
        lines.getOrDefault(point.author(), new BitSet()).stream()
            .map(past::newest)
            .max()
            .orElse(-1);
    return Math.max(0, newest - point.seq());
  }
}
