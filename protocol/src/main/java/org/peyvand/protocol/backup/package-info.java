/**
 * All that a device knows and none of its keys, in a file under a passphrase. Whoever restores it
 * has the history and asks to be linked as a new device, so that nothing is ever signed twice.
 *
 * <p>Doors: {@link org.peyvand.protocol.backup.BackupWriter}, {@link
 * org.peyvand.protocol.backup.BackupReader}.
 */
package org.peyvand.protocol.backup;
