package org.peyvand.protocol.replica;

import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * The private keys of this device. They never leave it.
 *
 * @param signing signs entries
 * @param wire the static key of its sessions
 * @param sealing opens what epoch secrets are sealed to
 */
public record DeviceSecrets(SigningKey signing, AgreementKey wire, AgreementKey sealing) {

  public static DeviceSecrets generate(Entropy entropy) {
    return new DeviceSecrets(
        SigningKey.generate(entropy),
        AgreementKey.generate(entropy),
        AgreementKey.generate(entropy));
  }

  public DeviceId device() {
    return DeviceId.of(signing.publicKey());
  }

  /** What others may know of them. */
  public DeviceKeys keys() {
    return new DeviceKeys(device(), Bytes.own(wire.publicKey()), Bytes.own(sealing.publicKey()));
  }

  @Override
  public String toString() {
    return "DeviceSecrets[" + device() + "]";
  }
}
