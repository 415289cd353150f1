package org.peyvand.protocol.membership;

/** Why an act counts for nothing: one ground per broken rule. */
public enum Ground {
  /** The author's device was nobody's when it wrote this. */
  NOT_A_MEMBER,
  /** The author had left, or left without knowing of this. */
  LEFT,
  /** The author's admission has too many rivals and waits for a choice. */
  AUTHOR_HELD,
  /** The author was a member in this act's past, but the admission was voided since. */
  AUTHOR_VOID,
  /** The policy asks for a higher role. */
  ROLE_TOO_LOW,
  /** Only the founding entry founds. */
  NOT_THE_FOUNDING,
  /** The founder named is not the device that signed. */
  NOT_THE_FOUNDER,
  /** A key that nothing can be sealed to, or that can sign nothing. */
  UNUSABLE_KEYS,
  /** The number of uses is out of bounds. */
  BAD_USES,
  /** Another invite has this key already. */
  INVITE_KEY_TAKEN,
  /** The invite is not in the act's past. */
  NO_SUCH_INVITE,
  /** The invite's own author did not stay, so the invite does not stand. */
  INVITE_VOID,
  /** The invite was revoked. */
  INVITE_REVOKED,
  /** The invite's uses are spent. */
  INVITE_USED,
  /** Neither the invite's author nor a steward. */
  NOT_THE_INVITER,
  /** Not a request in canonical form. */
  MALFORMED_REQUEST,
  /** The request's invite key is not that of the invite named. */
  REQUEST_FOR_ANOTHER_INVITE,
  /** The request names another network. */
  REQUEST_FOR_ANOTHER_NETWORK,
  /** A signature of the request does not hold. */
  REQUEST_NOT_AUTHENTIC,
  /** The device is, or was, a member's. */
  ALREADY_ADMITTED,
  /** The member has as many devices as it may. */
  TOO_MANY_DEVICES,
  /** More bearers than uses, none knowing of the other: none counts until a steward chooses. */
  HELD,
  /** Its standing depends on itself through others; grants in such a circle do not stand. */
  CIRCULAR
}
