package org.peyvand.protocol.epoch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;

/**
 * Epoch secrets as bytes: 1 if the records secret is held, else 0; the governance secret (32); the
 * records secret or its commitment (32).
 */
public final class EpochForm {
  /** Bytes for an epoch. */
  public static final int LENGTH = 1 + 2 * EpochSecrets.LENGTH;

  private EpochForm() {}

  public static Bytes encode(EpochSecrets secrets) {
    Optional<SecretBytes> records = secrets.records();
    return Bytes.own(new byte[] {(byte) (records.isPresent() ? 1 : 0)})
        .concat(Bytes.copyOf(secrets.governance().expose()))
        .concat(records.map(r -> Bytes.copyOf(r.expose())).orElse(secrets.recordsCommitment()));
  }

  /** Empty if these are not the bytes of one epoch. */
  public static Optional<EpochSecrets> decode(Bytes bytes) {
    if (bytes.length() != LENGTH || bytes.view()[0] < 0 || bytes.view()[0] > 1) {
      return Optional.empty();
    }
    SecretBytes governance = SecretBytes.own(bytes.slice(1, 1 + EpochSecrets.LENGTH).toArray());
    Bytes records = bytes.slice(1 + EpochSecrets.LENGTH, LENGTH);
    return Optional.of(
        bytes.view()[0] == 1
            ? EpochSecrets.of(governance, SecretBytes.own(records.toArray()))
            : EpochSecrets.withoutRecords(governance, records));
  }

  /** Many, one after the other. */
  public static Bytes encodeAll(Collection<EpochSecrets> all) {
    Bytes bytes = Bytes.EMPTY;
    for (EpochSecrets secrets : all) {
      bytes = bytes.concat(encode(secrets));
    }
    return bytes;
  }

  /** What {@link #encodeAll} made; empty if these are other bytes. */
  public static Optional<List<EpochSecrets>> decodeAll(Bytes bytes) {
    List<EpochSecrets> all = new ArrayList<>();
    for (int at = 0; at < bytes.length(); at += LENGTH) {
      Optional<EpochSecrets> one = decode(bytes.slice(at, Math.min(at + LENGTH, bytes.length())));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all);
  }
}
