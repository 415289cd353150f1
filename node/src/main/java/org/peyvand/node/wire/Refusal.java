package org.peyvand.node.wire;

import java.net.InetSocketAddress;

/**
 * A connection that got no answer, for the local log. A stranger can cause thousands in a second:
 * whoever writes them down does so within bounds.
 */
public record Refusal(InetSocketAddress from, String why) {}
