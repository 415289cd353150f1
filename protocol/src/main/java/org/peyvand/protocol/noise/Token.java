package org.peyvand.protocol.noise;

/** What a handshake message is made of, as the Noise specification names it (sections 5.3, 9). */
enum Token {
  /** The writer's ephemeral public key. */
  E,
  /** The writer's static public key, sealed once there is a key. */
  S,
  /** Agreement of both ephemeral keys. */
  EE,
  /** Agreement of the initiator's ephemeral and the responder's static key. */
  ES,
  /** Agreement of the initiator's static and the responder's ephemeral key. */
  SE,
  /** Agreement of both static keys. */
  SS,
  /** The pre-shared symmetric key. */
  PSK
}
