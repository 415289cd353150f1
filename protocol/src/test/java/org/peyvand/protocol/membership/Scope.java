package org.peyvand.protocol.membership;

/** What of the rules the resolver is held to. */
final class Scope {
  /** Whether to all acts, or only to invites, admissions, revocations and leaving. */
  static final boolean ALL_ACTS = Boolean.getBoolean("peyvand.allacts");

  private Scope() {}
}
