package org.peyvand.protocol.epoch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * To which key one seals for a device: the newest of those that it has named by the time, else that
 * of its admission. By the past of the entry that carries the seal, so that all who hold that past
 * and the epoch say the same of a seal.
 */
public final class SealingKeys {
  private record Renewal(Point point, Bytes key) {}

  /** Of a forked device the longer branch's; of equals the greater id. */
  private static final Comparator<Renewal> NEWEST_FIRST =
      Comparator.comparingLong((Renewal r) -> r.point().seq())
          .thenComparing(r -> r.point().id())
          .reversed();

  private final Map<DeviceId, TreeSet<Renewal>> renewals = new HashMap<>();

  /** Takes a fact, if it names a key. */
  public void add(Fact fact) {
    if (fact.act() instanceof Act.NewKey renewed) {
      renewals
          .computeIfAbsent(fact.author(), d -> new TreeSet<>(NEWEST_FIRST))
          .add(new Renewal(fact.point(), renewed.sealing()));
    }
  }

  /** The same keys, with the sealing key that is known in this past. */
  public DeviceKeys in(Past past, DeviceKeys keys) {
    return newest(keys.device(), past)
        .map(renewal -> new DeviceKeys(keys.device(), keys.wire(), renewal.key()))
        .orElse(keys);
  }

  /** The number of the entry by which this device last renewed its key; -1 if it never did. */
  public long renewedAt(DeviceId device) {
    TreeSet<Renewal> its = renewals.get(device);
    return its == null ? -1 : its.first().point().seq();
  }

  private Optional<Renewal> newest(DeviceId device, Past past) {
    return Optional.ofNullable(renewals.get(device)).stream()
        .flatMap(TreeSet::stream)
        .filter(renewal -> past.includes(renewal.point()))
        .findFirst();
  }
}
