package org.peyvand.protocol.epoch;

import org.peyvand.protocol.id.Bytes;

/**
 * Something wrong in an epoch block. One fault voids the epoch, never the act that carries it.
 *
 * @param whose the device or parent epoch that it is about; empty for the block itself
 */
public record Fault(Kind kind, Bytes whose) {

  /** What is wrong. */
  public enum Kind {
    /** The block's commitments or id are not those of the secrets. */
    WRONG_EPOCH,
    /** Not what sealing the secrets to this device gives. */
    WRONG_SEAL,
    /** Opens nothing, or not the parent's secrets. */
    WRONG_LINK,
    /** Recipients or parents are not ascending, or one comes twice. */
    NOT_ASCENDING
  }
}
