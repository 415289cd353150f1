package org.peyvand.protocol.entry;

import java.util.List;
import org.peyvand.protocol.id.EpochId;

/** An epoch that already is, sealed to further devices. */
public record SharedEpoch(EpochId epoch, List<Seal> seals) implements EpochBlock {
  public SharedEpoch {
    seals = List.copyOf(seals);
  }
}
