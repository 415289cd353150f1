package org.peyvand.node.wire;

import java.net.InetSocketAddress;
import org.peyvand.protocol.id.Bytes;

/** How a call gets where it is to go. */
sealed interface Route {
  /** Where the connection goes that this machine makes. */
  InetSocketAddress next();

  record Direct(InetSocketAddress next) implements Route {}

  /**
   * @param host as the proxy shall look it up: a name in ASCII, or an address in numbers
   * @param circuit the user and the password: who is given another pair shares no circuit (Tor's
   *     IsolateSOCKSAuth)
   */
  record Through(Proxy proxy, String host, int port, Bytes circuit) implements Route {
    @Override
    public InetSocketAddress next() {
      return proxy.at();
    }
  }
}
