/**
 * Which secret seals what, who holds it, and which may be used.
 *
 * <p>Doors: {@link org.peyvand.protocol.epoch.EpochSeals} makes and checks epoch blocks, {@link
 * org.peyvand.protocol.epoch.Keyring} opens those meant for this device, {@link
 * org.peyvand.protocol.epoch.Epochs} says which epoch may be used, {@link
 * org.peyvand.protocol.epoch.SealedBodies} seals and opens what entries say, {@link
 * org.peyvand.protocol.epoch.EpochForm} is how secrets are kept.
 */
package org.peyvand.protocol.epoch;
