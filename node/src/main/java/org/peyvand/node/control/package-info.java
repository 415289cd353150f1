/**
 * How the face reaches the node: {@link org.peyvand.node.control.ControlServer} and {@link
 * org.peyvand.node.control.ControlClient} carry a request and its replies over an owner-only
 * Unix-domain socket, {@link org.peyvand.node.control.Handler} is what answers, and {@link
 * org.peyvand.node.control.FailureCode} names everything that can go wrong.
 */
package org.peyvand.node.control;
