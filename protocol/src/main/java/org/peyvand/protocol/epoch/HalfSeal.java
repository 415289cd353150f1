package org.peyvand.protocol.epoch;

import java.util.Optional;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.Hpke;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/**
 * One half of an epoch, sealed to one device with HPKE (RFC 9180, base mode).
 *
 * <p>The ephemeral key comes from the half itself, the epoch, the device and the device's key. So a
 * seal has one right value, and whoever holds the half recomputes it and compares. The label is the
 * epoch's id: it commits to the secrets, is the same for founding, making and sharing, and needs no
 * network id, which the founding entry has not yet.
 */
final class HalfSeal {
  private static final String SEAL = "peyvand/epoch-seal/1";
  private static final String EPHEMERAL = "peyvand/epoch-seal-ephemeral/1";

  private HalfSeal() {}

  static Bytes seal(EpochId epoch, Half half, SecretBytes secret, DeviceId device, Bytes key) {
    return Bytes.own(
        Hpke.seal(
            key.view(),
            ephemeral(epoch, half, secret, device, key),
            info(epoch, half),
            device.bytes().view(),
            secret.expose()));
  }

  static Optional<SecretBytes> open(
      EpochId epoch, Half half, DeviceId device, AgreementKey key, Bytes sealed) {
    return Hpke.open(key, info(epoch, half), device.bytes().view(), sealed.view())
        .map(SecretBytes::own)
        .filter(secret -> secret.length() == EpochSecrets.LENGTH);
  }

  private static byte[] info(EpochId epoch, Half half) {
    return Labels.of(SEAL, half, epoch.bytes().view());
  }

  private static SecretBytes ephemeral(
      EpochId epoch, Half half, SecretBytes secret, DeviceId device, Bytes key) {
    byte[] label =
        Labels.of(EPHEMERAL, half, epoch.bytes().view(), device.bytes().view(), key.view());
    return SecretBytes.own(Hkdf.expand(secret, label, Hpke.MIN_IKM_LENGTH));
  }
}
