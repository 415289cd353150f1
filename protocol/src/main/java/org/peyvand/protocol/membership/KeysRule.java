package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.VerifyingKey;
import org.peyvand.protocol.entry.DeviceKeys;

/** A device's keys can be used: else no epoch could be sealed to all devices again. */
final class KeysRule {
  private KeysRule() {}

  static Optional<Refusal> refusal(DeviceKeys keys) {
    if (VerifyingKey.of(keys.device().bytes().view()).isEmpty()) {
      return Rules.refuse(Ground.UNUSABLE_KEYS, "expected an Ed25519 key of prime order");
    }
    return agreementRefusal(keys);
  }

  /** The same of a device whose signature held, which it only does by a key of prime order. */
  static Optional<Refusal> agreementRefusal(DeviceKeys keys) {
    if (!AgreementKey.accepts(keys.wire().view()) || !AgreementKey.accepts(keys.sealing().view())) {
      return Rules.refuse(Ground.UNUSABLE_KEYS, "expected X25519 keys, found one of small order");
    }
    return Optional.empty();
  }
}
