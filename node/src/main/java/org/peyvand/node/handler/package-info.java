/**
 * What the node does when its owner asks: one class per noun, the same whether the question came by
 * the socket or from this process.
 *
 * <p>Door: {@link org.peyvand.node.handler.Handlers}.
 */
package org.peyvand.node.handler;
