package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * An epoch's secrets for one device, each half sealed apart with HPKE (RFC 9180).
 *
 * @param governance 80 bytes: encapsulated key and sealed secret
 * @param records 80 bytes, or empty where records are withheld
 */
public record Seal(DeviceId recipient, Bytes governance, Bytes records) {
  public static final int LENGTH = 80;

  public Seal {
    Bytes.requireLength(governance, LENGTH, "governance seal");
    if (!records.isEmpty()) {
      Bytes.requireLength(records, LENGTH, "records seal");
    }
  }
}
