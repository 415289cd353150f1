package org.peyvand.protocol.sync;

/** The timers of a session; setting one again replaces it. */
public enum Timer {
  /** Says the root again, so that any drift shows. */
  ROOT_CHECK,
  /** Offers again what waited for something at the other side. */
  RETRY
}
