package org.peyvand.protocol.entry;

/** Why something foreign was not taken: one reason per broken rule. */
public enum Reason {
  MALFORMED,
  NOT_CANONICAL,
  UNKNOWN_VERSION,
  TOO_LARGE,
  TOO_MANY_LINKS,
  LINKS_NOT_SORTED,
  LINK_IN_WRONG_LANE,
  FOREIGN_NETWORK,
  WRONG_PREVIOUS,
  GAP,
  MISSING_LINKS,
  BAD_SIGNATURE,
  NO_SIGNATURE,
  THIRD_BRANCH,
  NOT_A_MEMBER,
  NOT_A_GENESIS,
  BAD_EPOCH_BLOCK,
  SEALED_WRONGLY,
  WRONG_LANE,
  NOT_ALLOWED
}
