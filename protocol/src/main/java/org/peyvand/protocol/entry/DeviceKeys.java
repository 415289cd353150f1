package org.peyvand.protocol.entry;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * The public keys of a device.
 *
 * @param device signs entries (Ed25519)
 * @param wire the static key of its sessions (X25519)
 * @param sealing what epoch secrets are sealed to (X25519)
 */
public record DeviceKeys(DeviceId device, Bytes wire, Bytes sealing) {
  public DeviceKeys {
    Bytes.requireLength(wire, 32, "wire key");
    Bytes.requireLength(sealing, 32, "sealing key");
  }
}
