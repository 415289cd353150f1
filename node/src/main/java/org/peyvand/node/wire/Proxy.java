package org.peyvand.node.wire;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SOCKS5 proxy (RFC 1928) that calls go through, such as Tor's.
 *
 * @param at in numbers: looking its name up would already tell somebody
 */
public record Proxy(InetSocketAddress at) {
  private static final Pattern FORM =
      Pattern.compile("socks5h?://(\\[[0-9a-f:.]+]|[0-9a-z.-]+):([1-9][0-9]{0,4})/?");
  private static final int PORTS = 65_535;

  /**
   * Reads {@code socks5://HOST:PORT} or {@code socks5h://HOST:PORT}, which mean the same here:
   * names are always the proxy's to look up. HOST is an IP address or {@code localhost}; empty for
   * anything else, also for a user and a password.
   */
  public static Optional<Proxy> parse(String url) {
    Matcher form = FORM.matcher(url.toLowerCase(Locale.ROOT));
    if (!form.matches() || Integer.parseInt(form.group(2)) > PORTS) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group(2));
    return address(form.group(1)).map(host -> new Proxy(new InetSocketAddress(host, port)));
  }

  private static Optional<InetAddress> address(String host) {
    if (host.equals("localhost")) {
      return Optional.of(InetAddress.getLoopbackAddress());
    }
    return numeric(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
  }

  /** An address written in numbers; nothing is ever looked up. */
  static Optional<InetAddress> numeric(String host) {
    int zone = host.indexOf('%');
    String numbers = zone < 0 ? host : host.substring(0, zone);
    if (!NetUtil.isValidIpV4Address(numbers) && !NetUtil.isValidIpV6Address(numbers)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty(); // a zone that no interface of this machine has
    }
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return "socks5://" + NetUtil.toSocketAddressString(at);
  }
}
