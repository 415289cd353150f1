/**
 * What things are called: immutable byte strings and the exact-length identifiers made of them.
 *
 * <p>Doors: {@link org.peyvand.protocol.id.Bytes} and one record per kind of identifier.
 */
package org.peyvand.protocol.id;
