package org.peyvand.protocol.handshake;

/** What a connection is for. */
public enum Kind {
  /** Two members of a network meet; the pre-shared key comes from an epoch. */
  MEMBER,

  /** The bearer of an invite asks to join; the pre-shared key comes from the invite. */
  JOIN
}
