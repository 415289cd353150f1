package org.peyvand.node.live;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** HOST:PORT as people type it; an IPv6 host stands in square brackets. */
public record Address(String host, int port) {
  private static final int PORTS = 65_535;
  private static final int HOST_CHARS = 255;

  /** Reads what was typed; empty if it is no address. */
  public static Optional<Address> parse(String typed) {
    int colon = typed.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String host = typed.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      return Optional.empty();
    }
    return port(typed.substring(colon + 1))
        .filter(port -> typed.length() <= HOST_CHARS)
        .map(with(host));
  }

  private static Function<Integer, Address> with(String host) {
    return port -> new Address(host.toLowerCase(Locale.ROOT), port);
  }

  private static Optional<Integer> port(String digits) {
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > PORTS) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(digits));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
