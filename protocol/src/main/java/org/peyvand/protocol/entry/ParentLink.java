package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;

/**
 * A parent epoch's secrets, encrypted under the child's: who holds the child can read the parent's
 * time too.
 *
 * @param governance 48 bytes: the sealed governance secret
 * @param records 48 bytes, or empty where history is cut
 */
public record ParentLink(EpochId parent, Bytes governance, Bytes records) {
  public static final int LENGTH = 48;

  public ParentLink {
    Bytes.requireLength(governance, LENGTH, "governance link");
    if (!records.isEmpty()) {
      Bytes.requireLength(records, LENGTH, "records link");
    }
  }
}
