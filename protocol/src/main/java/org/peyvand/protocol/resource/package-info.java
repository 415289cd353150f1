/**
 * What the group shares: notes and files, their versions and tags.
 *
 * <p>Doors: {@link org.peyvand.protocol.resource.ResourceFold} from entries to rows, {@link
 * org.peyvand.protocol.resource.ResourceCodec} between rows and bytes.
 */
package org.peyvand.protocol.resource;
