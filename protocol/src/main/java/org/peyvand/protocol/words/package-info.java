/**
 * How bytes become words and codes that people read aloud, type and compare.
 *
 * <p>Doors: {@link org.peyvand.protocol.words.WordList} and {@link
 * org.peyvand.protocol.words.SixWords} for what is read aloud, {@link
 * org.peyvand.protocol.words.InviteCode} for what is typed, and {@link
 * org.peyvand.protocol.words.Folding} for comparing what people wrote. Nothing here hashes: callers
 * bring the digest.
 */
package org.peyvand.protocol.words;
