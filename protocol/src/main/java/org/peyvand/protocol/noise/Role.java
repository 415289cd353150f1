package org.peyvand.protocol.noise;

/** Which side of a handshake: the initiator writes the first message. */
public enum Role {
  INITIATOR,
  RESPONDER
}
