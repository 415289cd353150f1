/**
 * One signed act in a log: a header that everyone may check and a sealed body that only the group
 * reads.
 *
 * <p>Doors: {@link org.peyvand.protocol.entry.EntryCodec} between bytes and entries, {@link
 * org.peyvand.protocol.entry.BodyCodec} between bytes and acts. {@link
 * org.peyvand.protocol.entry.Limits} names every limit.
 */
package org.peyvand.protocol.entry;
