/**
 * All that a node keeps on disk, sealed: nothing but the data key's holder reads any of it.
 *
 * <p>Doors: {@link org.peyvand.node.store.HomeFolder} opens everything; from it come {@link
 * org.peyvand.node.store.StoreFolder} (entries and view rows, in RocksDB) and {@link
 * org.peyvand.node.store.SecretsFile} (small secrets). {@link org.peyvand.node.store.NewHome} fills
 * a home beside its place, {@link org.peyvand.node.store.Wipe} destroys one. The only package that
 * knows RocksDB.
 */
package org.peyvand.node.store;
