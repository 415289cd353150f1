package org.peyvand.protocol.entry;

/**
 * What is sealed in an entry.
 *
 * @param claimedTimeMs when the author says it was, in milliseconds since 1970 UTC; for display
 *     only, no rule reads it
 */
public record Body(long claimedTimeMs, Act act) {}
