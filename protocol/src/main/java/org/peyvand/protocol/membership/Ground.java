package org.peyvand.protocol.membership;

/** Why an act counts for nothing: one ground per broken rule. */
public enum Ground {
  /** The author's device was nobody's when it wrote this. */
  NOT_A_MEMBER,
  /** The author had left. */
  LEFT,
  /** The author was suspended, and this is nothing that the suspended may do. */
  SUSPENDED,
  EXPELLED,
  /** The author's device was removed. */
  DEVICE_RETIRED,
  /** The author's device counts only once others vouch for it. */
  NOT_VOUCHED_FOR,
  /** The author or its device was removed by somebody who did not know of this. */
  REMOVED_MEANWHILE,
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
  /** The number of entries after which an invite expires is out of bounds. */
  BAD_EXPIRY,
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
  /** The inviting device has written more since than the invite allows. */
  INVITE_EXPIRED,
  /** The inviter has made many newer invites for devices of its own. */
  INVITE_SUPERSEDED,
  /** The member has as many invites open as it may. */
  TOO_MANY_INVITES,
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
  /** The inviting member is not active. */
  INVITER_GONE,
  /** The one named is no member, or not one to whom this can be done. */
  NO_SUCH_MEMBER,
  /** The device named is none of those to which this can be done. */
  NO_SUCH_DEVICE,
  /** The admission is not in the act's past, or does not stand. */
  NO_SUCH_ADMISSION,
  /** No removal of the device holds, so none of its records are set aside. */
  NOTHING_SET_ASIDE,
  /** Nobody vouches for, suspends or proves a fork of what is its own. */
  ONE_S_OWN,
  /** A steward has one open suspension at a time. */
  SUSPENSION_OPEN,
  /** Two signed lines are no proof if they do not differ at the place, or one is not signed. */
  NO_PROOF,
  /** The last active member does not leave. */
  LAST_MEMBER,
  /** The proposal is not in the act's past, or is no act of power. */
  NO_SUCH_PROPOSAL,
  /** Has no seat, or no voice in this. */
  NO_VOICE,
  /** The effect makes no sense as things stand in the act's past. */
  EFFECT_DOES_NOT_FIT,
  /** Fewer have agreed than the whole electorate asks for. */
  TOO_FEW_AGREED,
  /** Its proposer took the proposal back. */
  WITHDRAWN,
  /** The proposal was enacted before. */
  ENACTED_ALREADY,
  /** Its standing depends on itself through others; grants in such a circle do not stand. */
  CIRCULAR
}
