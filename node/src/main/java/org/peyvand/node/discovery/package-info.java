/**
 * Finds members' nodes on the local networks that the owner trusts, by short sealed calls over UDP.
 *
 * <p>Doors: {@link org.peyvand.node.discovery.Discovery}; {@link
 * org.peyvand.node.discovery.LocalNetworks} tells which local networks there are.
 */
package org.peyvand.node.discovery;
