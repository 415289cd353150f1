package org.peyvand.protocol.epoch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Point;

/**
 * To which key one seals for a device: the newest of those that it has named by the time, else that
 * of its admission.
 *
 * <p>A seal to an older one of them is right too: its author may not have been able to read the
 * entry that names the newer one, and the device keeps them all.
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
    return known(keys.device(), past)
        .findFirst()
        .map(renewal -> new DeviceKeys(keys.device(), keys.wire(), renewal.key()))
        .orElse(keys);
  }

  /** All sealing keys that the device had named by this past, the newest first. */
  public List<Bytes> namedBy(Past past, DeviceKeys keys) {
    return Stream.concat(known(keys.device(), past).map(Renewal::key), Stream.of(keys.sealing()))
        .toList();
  }

  /** The number of the entry by which this device last renewed its key; -1 if it never did. */
  public long renewedAt(DeviceId device) {
    TreeSet<Renewal> its = renewals.get(device);
    return its == null ? -1 : its.first().point().seq();
  }

  private Stream<Renewal> known(DeviceId device, Past past) {
    return Optional.ofNullable(renewals.get(device)).stream()
        .flatMap(TreeSet::stream)
        .filter(renewal -> past.includes(renewal.point()));
  }
}
