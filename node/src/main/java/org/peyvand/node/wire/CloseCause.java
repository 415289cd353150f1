package org.peyvand.node.wire;

/**
 * Why a link ended.
 *
 * @param detail for the local log
 */
public record CloseCause(Kind kind, String detail) {
  public enum Kind {
    /** This node closed it. */
    HERE,

    /** The other node closed it, or went away without a word. */
    THERE,

    /** The network failed. */
    NETWORK,

    /** What arrived was not what the other node sealed. */
    BROKEN,

    /** A handler of ours failed; the thread's uncaught-exception handler was told. */
    OWN_FAULT
  }
}
