package org.peyvand.protocol.entry;

import java.util.List;
import org.peyvand.protocol.id.Bytes;

/**
 * A new epoch: two secrets, sealed to each device that shall hold them.
 *
 * @param governanceCommitment 32 bytes that only the governance secret gives
 * @param recordsCommitment 32 bytes that only the records secret gives
 * @param seals one a device, ascending by recipient
 * @param parents the epochs whose secrets this one's secrets open
 */
public record NewEpoch(
    Bytes governanceCommitment, Bytes recordsCommitment, List<Seal> seals, List<ParentLink> parents)
    implements EpochBlock {
  public NewEpoch {
    Bytes.requireLength(governanceCommitment, 32, "governance commitment");
    Bytes.requireLength(recordsCommitment, 32, "records commitment");
    seals = List.copyOf(seals);
    parents = List.copyOf(parents);
  }
}
