package org.peyvand.protocol.epoch;

import java.util.Optional;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.ParentLink;
import org.peyvand.protocol.id.Bytes;

/** Opens a parent's secrets by its child's. A parent's id shows whether they are the right ones. */
final class ParentLinks {
  private ParentLinks() {}

  /**
   * The parent's secrets, if the link is right.
   *
   * @param recordsCommitment of the parent, where known; needed where records cannot be opened
   */
  static Optional<EpochSecrets> open(
      EpochSecrets child, ParentLink link, Optional<Bytes> recordsCommitment) {
    Optional<SecretBytes> governance =
        HalfLink.open(Half.GOVERNANCE, child.governance(), link.parent(), link.governance());
    Optional<EpochSecrets> parent =
        opensRecords(child, link)
            ? governance.flatMap(g -> records(child, link).map(r -> EpochSecrets.of(g, r)))
            : governance.flatMap(
                g -> recordsCommitment.map(c -> EpochSecrets.withoutRecords(g, c)));
    return parent.filter(secrets -> secrets.id().equals(link.parent()));
  }

  /** Whether a link is certainly wrong. */
  static boolean isWrong(EpochSecrets child, ParentLink link) {
    return opensRecords(child, link)
        ? open(child, link, Optional.empty()).isEmpty()
        : HalfLink.open(Half.GOVERNANCE, child.governance(), link.parent(), link.governance())
            .isEmpty();
  }

  private static boolean opensRecords(EpochSecrets child, ParentLink link) {
    return child.records().isPresent() && !link.records().isEmpty();
  }

  private static Optional<SecretBytes> records(EpochSecrets child, ParentLink link) {
    return child
        .records()
        .flatMap(key -> HalfLink.open(Half.RECORDS, key, link.parent(), link.records()));
  }
}
