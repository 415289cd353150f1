package org.peyvand.node.wire;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** A connection, or a place to listen, that did not come to be: which of the known ways, where. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for a diagnosis that people can act on. */
  public enum Kind {
    /** Something else listens on the port. */
    PORT_TAKEN,

    /** No network interface of this machine has the address. */
    NO_INTERFACE,

    /** The system does not allow it: a low port, a firewall. */
    REFUSED_ADDRESS,

    /** The name has no address. */
    UNKNOWN_HOST,

    /** No way leads there: other network, or none. */
    UNREACHABLE,

    /** The machine is there, and nothing listens on the port. */
    REFUSED,

    /** No sign of a machine there. */
    TIMEOUT,

    /** Something accepted the connection and never answered, under none of the keys. */
    SILENT,

    /** Something answered that is no node, or holds none of the keys. */
    STRANGER,

    /** A node answered that is no effective member's, or not the one that was called. */
    UNRECOGNISED,

    /** The name exists behind a proxy alone, and none is set. */
    NEEDS_PROXY,

    /** Nothing answers where the proxy should be. */
    PROXY_UNREACHABLE,

    /** What answers there is no SOCKS5 proxy, or does not serve us. */
    PROXY_REFUSES,

    /** The proxy finds no way there, or nobody. */
    NOT_BY_PROXY,

    /** The caller gave up, or the node is closing. */
    CANCELLED
  }

  private final Kind kind;
  private final String where;

  WireException(Kind kind, String where, String detail) {
    super(where + ": " + detail);
    this.kind = kind;
    this.where = where;
  }

  private WireException(Kind kind, String where, Throwable cause) {
    super(where + ": " + cause.getMessage(), cause);
    this.kind = kind;
    this.where = where;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * The address that was called or to be listened at; the proxy's, where it is the proxy's doing.
   */
  public String where() {
    return where;
  }

  static WireException connectingToProxy(Proxy proxy, Throwable cause) {
    Kind kind = cause instanceof IOException ? Kind.PROXY_UNREACHABLE : Kind.CANCELLED;
    return new WireException(kind, proxy.toString(), cause);
  }

  static WireException connecting(String where, Throwable cause) {
    return new WireException(connectKind(cause), where, cause);
  }

  static WireException binding(Kind kind, String where, Throwable cause) {
    return new WireException(kind, where, cause);
  }

  /** By type and not by message, which the system may translate. */
  private static Kind connectKind(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return Kind.UNKNOWN_HOST;
    }
    if (cause instanceof ConnectTimeoutException || cause instanceof SocketTimeoutException) {
      return Kind.TIMEOUT;
    }
    if (cause instanceof ConnectException && !(cause instanceof NoRouteToHostException)) {
      return Kind.REFUSED;
    }
    return cause instanceof SocketException ? Kind.UNREACHABLE : Kind.CANCELLED;
  }
}
