package org.peyvand.protocol.handshake;

import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.id.DeviceId;

/**
 * The keys by which a device shows who it is.
 *
 * @param signing the key that signs its entries; its public half is the device's id
 * @param wire the static key of its sessions
 */
public record Identity(SigningKey signing, AgreementKey wire) {
  public DeviceId device() {
    return DeviceId.of(signing.publicKey());
  }
}
