package org.peyvand.protocol.entry;

/** What a member may do. Ordered from least to most. */
public enum Role {
  NEWCOMER,
  MEMBER,
  STEWARD
}
