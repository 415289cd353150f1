package org.peyvand.node.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The router of an interface, as Linux tells it; others tell nothing. Many networks use the same
 * range of addresses, and its hardware address tells them apart.
 */
final class Gateways {
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Path NEIGHBOURS = Path.of("/proc/net/arp");
  private static final String ANYWHERE = "00000000";
  private static final String UNKNOWN = "00:00:00:00:00:00";

  private final Path routes;
  private final Path neighbours;

  Gateways() {
    this(ROUTES, NEIGHBOURS);
  }

  Gateways(Path routes, Path neighbours) {
    this.routes = routes;
    this.neighbours = neighbours;
  }

  /** The router's address, an IPv4 one. */
  Optional<InetAddress> address(String on) {
    return gateway(on).map(dotted -> new InetSocketAddress(dotted, 0).getAddress());
  }

  Optional<String> hardwareAddress(String on) {
    return gateway(on).flatMap(address -> neighbour(on, address));
  }

  private Optional<String> gateway(String on) {
    return fields(routes)
        .filter(f -> f.length > 2 && f[0].equals(on) && f[1].equals(ANYWHERE))
        .map(f -> f[2])
        .filter(gateway -> gateway.matches("[0-9A-F]{8}") && !gateway.equals(ANYWHERE))
        .map(Gateways::dotted)
        .findFirst();
  }

  private Optional<String> neighbour(String on, String address) {
    return fields(neighbours)
        .filter(f -> f.length > 5 && f[0].equals(address) && f[5].equals(on))
        .map(f -> f[3])
        .filter(hardware -> !hardware.equals(UNKNOWN))
        .findFirst();
  }

  /** The kernel prints the four bytes as one number of this machine, the lowest byte first. */
  private static String dotted(String hex) {
    StringBuilder dotted = new StringBuilder();
    for (int at = 6; at >= 0; at -= 2) {
      dotted.append(dotted.isEmpty() ? "" : ".");
      dotted.append(Integer.parseInt(hex.substring(at, at + 2), 16));
    }
    return dotted.toString();
  }

  private static Stream<String[]> fields(Path table) {
    List<String> lines;
    try {
      lines = Files.isReadable(table) ? Files.readAllLines(table) : List.of();
    } catch (IOException e) {
      lines = List.of(); // as on systems that have no such table
    }
    return lines.stream().map(line -> line.strip().split("\\s+"));
  }
}
