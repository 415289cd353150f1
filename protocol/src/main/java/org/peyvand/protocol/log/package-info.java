/**
 * Chains of entries, where they are kept, and what each entry had seen.
 *
 * <p>Doors: {@link org.peyvand.protocol.log.EntryStore} (a port: {@link
 * org.peyvand.protocol.log.MemoryEntryStore} here, RocksDB in the node), {@link
 * org.peyvand.protocol.log.Heads} (what every store must check), {@link
 * org.peyvand.protocol.log.Graph}.
 */
package org.peyvand.protocol.log;
