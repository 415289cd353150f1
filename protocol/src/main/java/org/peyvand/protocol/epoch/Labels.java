package org.peyvand.protocol.epoch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What derived keys are for, as bytes. All parts have fixed lengths, so no two labels collide. */
final class Labels {
  private Labels() {}

  static byte[] of(String domain, Half half, byte[]... parts) {
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    label.writeBytes(domain.getBytes(StandardCharsets.US_ASCII));
    label.write(half.number());
    for (byte[] part : parts) {
      label.writeBytes(part);
    }
    return label.toByteArray();
  }
}
