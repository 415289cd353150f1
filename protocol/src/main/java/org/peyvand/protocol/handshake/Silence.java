package org.peyvand.protocol.handshake;

/** Why a side of a handshake fell silent. For the local log: outside all look the same. */
public enum Silence {
  /** No pre-shared key opens it: a stranger, or one whose keys are too old or too new. */
  NO_KEY,

  /** It claims a length that no such message has. */
  LENGTH,

  /** It was changed on the way. */
  ALTERED,

  /** Bytes came before it was the other side's turn to send them. */
  EARLY,

  /** The handshake pattern refuses it. */
  NOISE,

  /** Its content is not of the form that the message has. */
  FORM,

  /** It claims to come from this very device. */
  OWN_DEVICE,

  /** The device did not sign it, or signed it for another listener. */
  SIGNATURE,

  /** The gate refused: no member, or a counter that was seen before. */
  GATE,

  /** The listener that answered is no effective member's device. */
  UNRECOGNISED,

  /** Another device answered than the one that was called. */
  OTHER_LISTENER,

  /** The static key is not the claimed device's. */
  WIRE_KEY
}
