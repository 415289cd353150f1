package org.peyvand.protocol.handshake;

import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * Who a listener says it is, in the second message: its device (32 bytes) and introduction (the
 * rest). No signature: it proves to hold the device's static key. One who bears an invite is told
 * nothing, and gets an empty payload.
 */
record Answer(DeviceId device, Bytes introduction) {
  static final byte[] TO_JOINER = {};

  byte[] encode() {
    return device.bytes().concat(introduction).view();
  }

  static Optional<Answer> decode(byte[] payload) {
    if (payload.length < DeviceId.LENGTH
        || payload.length > DeviceId.LENGTH + Messages.INTRODUCTION_LIMIT) {
      return Optional.empty();
    }
    DeviceId device = DeviceId.of(Arrays.copyOf(payload, DeviceId.LENGTH));
    byte[] rest = Arrays.copyOfRange(payload, DeviceId.LENGTH, payload.length);
    return Optional.of(new Answer(device, Bytes.own(rest)));
  }
}
