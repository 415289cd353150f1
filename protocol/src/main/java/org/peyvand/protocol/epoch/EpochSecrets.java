package org.peyvand.protocol.epoch;

import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;

/**
 * An epoch's secrets: 32 bytes for governance, 32 for records.
 *
 * <p>The id commits to both, so an epoch has one pair of secrets only. Who was given governance
 * alone knows of the records secret just its commitment.
 */
public final class EpochSecrets {
  /** Bytes in each secret and each commitment. */
  public static final int LENGTH = 32;

  private static final String GOVERNANCE = "peyvand/epoch-commitment/governance/1";
  private static final String RECORDS = "peyvand/epoch-commitment/records/1";
  private static final String ID = "peyvand/epoch-id/1";

  private final SecretBytes governance;
  private final Optional<SecretBytes> records;
  private final Bytes governanceCommitment;
  private final Bytes recordsCommitment;
  private final EpochId id;

  private EpochSecrets(
      SecretBytes governance, Optional<SecretBytes> records, Bytes recordsCommitment) {
    this.governance = requireLength(governance, "governance secret");
    this.records = records;
    this.governanceCommitment = commitment(GOVERNANCE, governance);
    this.recordsCommitment = recordsCommitment;
    this.id = idOf(governanceCommitment, recordsCommitment);
  }

  /**
   * @throws IllegalArgumentException unless each secret has {@link #LENGTH} bytes
   */
  public static EpochSecrets of(SecretBytes governance, SecretBytes records) {
    requireLength(records, "records secret");
    return new EpochSecrets(governance, Optional.of(records), commitment(RECORDS, records));
  }

  /** The same without the records, for who may not read them. */
  public EpochSecrets withholdingRecords() {
    return withoutRecords(governance, recordsCommitment);
  }

  /** Governance alone, with the records withheld. */
  public static EpochSecrets withoutRecords(SecretBytes governance, Bytes recordsCommitment) {
    return new EpochSecrets(governance, Optional.empty(), recordsCommitment);
  }

  public static EpochSecrets generate(Entropy entropy) {
    return of(SecretBytes.own(entropy.bytes(LENGTH)), SecretBytes.own(entropy.bytes(LENGTH)));
  }

  /** The id of the epoch that a block makes. */
  public static EpochId idOf(NewEpoch block) {
    return idOf(block.governanceCommitment(), block.recordsCommitment());
  }

  public EpochId id() {
    return id;
  }

  public SecretBytes governance() {
    return governance;
  }

  /** Empty where records are withheld. */
  public Optional<SecretBytes> records() {
    return records;
  }

  public Bytes governanceCommitment() {
    return governanceCommitment;
  }

  public Bytes recordsCommitment() {
    return recordsCommitment;
  }

  /** The secret of one half, where it is held. */
  Optional<SecretBytes> half(Half half) {
    return half == Half.GOVERNANCE ? Optional.of(governance) : records;
  }

  private static EpochId idOf(Bytes governance, Bytes records) {
    return EpochId.of(Digest.tagged(ID, governance.view(), records.view()));
  }

  private static Bytes commitment(String domain, SecretBytes secret) {
    return Bytes.own(Digest.tagged(domain, secret.expose()));
  }

  private static SecretBytes requireLength(SecretBytes secret, String what) {
    if (secret.length() != LENGTH) {
      throw new IllegalArgumentException(
          what + ": expected " + LENGTH + " bytes, found " + secret.length());
    }
    return secret;
  }

  /** Equal if the ids are and the same halves are held. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EpochSecrets that
        && id.equals(that.id)
        && records.isPresent() == that.records.isPresent();
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "EpochSecrets[" + id + "]";
  }
}
