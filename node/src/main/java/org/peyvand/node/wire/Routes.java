package org.peyvand.node.wire;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.id.Bytes;

/**
 * Chooses the way of each call. Where a proxy is set no name is ever looked up by this machine;
 * what is in the same room, by its address, is called straight: no proxy reaches it.
 */
public final class Routes {
  private static final int SECRET_LENGTH = 32;
  private static final int CIRCUIT_LENGTH = 16;
  private static final String DOMAIN = "peyvand/proxy-circuit/1";
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  /** Looks names up; may wait long. */
  @FunctionalInterface
  interface Names {
    InetAddress lookUp(String host) throws UnknownHostException;
  }

  private final Optional<Proxy> proxy;
  private final byte[] secret;
  private final Names names;

  public Routes(Optional<Proxy> proxy, Entropy entropy) {
    this(proxy, entropy, InetAddress::getByName);
  }

  Routes(Optional<Proxy> proxy, Entropy entropy, Names names) {
    this.proxy = proxy;
    this.secret = entropy.bytes(SECRET_LENGTH);
    this.names = names;
  }

  /** Whether a call to this host goes through a proxy. */
  public boolean isThroughProxy(String host) {
    return proxy.isPresent() && !isHere(host);
  }

  /**
   * The way to a host; may wait for a name to be looked up.
   *
   * @throws UnknownHostException if it has no address
   * @throws WireException if there is none, with {@link WireException.Kind#NEEDS_PROXY}
   */
  Route to(String host, int port) throws UnknownHostException, WireException {
    if (isThroughProxy(host)) {
      return new Route.Through(proxy.get(), ascii(host), port, circuit(host, port));
    }
    if (isOnion(host)) {
      throw new WireException(
          WireException.Kind.NEEDS_PROXY, host + ":" + port, "expected a proxy, found none");
    }
    Optional<InetAddress> known = withoutAsking(host);
    InetAddress address = known.isPresent() ? known.get() : names.lookUp(host);
    return new Route.Direct(new InetSocketAddress(address, port));
  }

  /** Such names exist in Tor alone; asking anybody else would only betray them (RFC 7686). */
  public static boolean isOnion(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".onion") || name.endsWith(".onion.");
  }

  private static boolean isHere(String host) {
    return withoutAsking(host).filter(Routes::isHere).isPresent();
  }

  private static Optional<InetAddress> withoutAsking(String host) {
    return host.equalsIgnoreCase("localhost")
        ? Optional.of(InetAddress.getLoopbackAddress())
        : Proxy.numeric(host);
  }

  private static boolean isHere(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isAnyLocalAddress()
        || isUniqueLocal(address);
  }

  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address
        && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
  }

  private static String ascii(String host) throws UnknownHostException {
    try {
      return Proxy.numeric(host).isPresent() ? host : IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(host);
    }
  }

  /** The same while this node runs, so that calling again needs no new circuit. */
  private Bytes circuit(String host, int port) {
    byte[] digest = Digest.tagged(DOMAIN, secret, Bytes.utf8(host + ":" + port).view());
    return Bytes.own(digest).slice(0, CIRCUIT_LENGTH);
  }
}
