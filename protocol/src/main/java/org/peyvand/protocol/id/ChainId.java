package org.peyvand.protocol.id;

import java.util.Comparator;

/** One device's hash-chained entries in one lane. Ordered by lane, so governance comes first. */
public record ChainId(DeviceId device, Lane lane) implements Comparable<ChainId> {
  private static final Comparator<ChainId> ORDER =
      Comparator.comparing(ChainId::lane).thenComparing(ChainId::device);

  @Override
  public int compareTo(ChainId other) {
    return ORDER.compare(this, other);
  }
}
