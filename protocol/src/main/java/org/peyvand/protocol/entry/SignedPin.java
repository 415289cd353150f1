package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;

/**
 * The newest record of a line that someone knew who cut history, and the device's signature of it:
 * so nobody can name what the device has not written yet.
 *
 * @param signature as the record bears it; not checked here
 */
public record SignedPin(Pin pin, Bytes signature) {
  public SignedPin {
    Bytes.requireLength(signature, Limits.SIGNATURE_BYTES, "signature");
  }
}
