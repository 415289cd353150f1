/**
 * Sync in a file, carried on a stick: encrypted, random from the first byte to the last, safe to
 * read twice, useful as far as it is whole.
 *
 * <p>Doors: {@link org.peyvand.protocol.bundle.BundleWriter} and {@link
 * org.peyvand.protocol.bundle.BundleReader}; {@link org.peyvand.protocol.bundle.BackupSeal} makes
 * them for a passphrase.
 */
package org.peyvand.protocol.bundle;
