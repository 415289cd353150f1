/**
 * Cryptography: a small door to each algorithm that the protocol uses, and no choice of algorithm.
 *
 * <p>The only package that knows Bouncy Castle, by its lightweight API; no security provider is
 * ever registered. SHA-256, HMAC and AES-256-GCM are the JDK's, which has them in hardware. Nothing
 * here draws random bytes: they come in through {@link org.peyvand.protocol.crypto.Entropy} or as
 * explicit seeds.
 *
 * <p>Throughout: bytes that a peer may have chosen are answered with {@code false} or an empty
 * {@code Optional}; a wrong length that only our own code can have chosen (a symmetric key, a
 * nonce, a seed) is an {@code IllegalArgumentException}. Except where a method says otherwise,
 * arrays are neither kept nor changed.
 */
package org.peyvand.protocol.crypto;
