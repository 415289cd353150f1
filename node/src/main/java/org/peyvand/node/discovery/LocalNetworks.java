package org.peyvand.node.discovery;

import java.net.Inet6Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.id.Bytes;

/** The local networks that this machine is on right now. */
public final class LocalNetworks {
  private static final String DOMAIN = "peyvand/local-network/1";
  private static final int ID_LENGTH = 16;
  private static final String NO_RANGE = "fe80::/64";

  private LocalNetworks() {}

  /** All of them; none where the system tells of none. */
  public static List<LocalNetwork> now() {
    List<LocalNetwork> networks = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        if (each.isUp() && !each.isLoopback() && !each.isPointToPoint()) {
          of(each).ifPresent(networks::add);
        }
      }
    } catch (SocketException e) {
      return List.of(); // an interface went while we looked; the next look is seconds away
    }
    return networks;
  }

  private static Optional<LocalNetwork> of(NetworkInterface on) {
    List<InterfaceAddress> four =
        on.getInterfaceAddresses().stream().filter(a -> a.getBroadcast() != null).toList();
    Optional<Inet6Address> six =
        on.inetAddresses()
            .filter(a -> a instanceof Inet6Address && a.isLinkLocalAddress())
            .map(Inet6Address.class::cast)
            .findFirst();
    if (four.isEmpty() && six.isEmpty()) {
      return Optional.empty();
    }
    String range =
        four.isEmpty()
            ? NO_RANGE
            : LocalNetwork.range(four.get(0).getAddress(), four.get(0).getNetworkPrefixLength());
    return Optional.of(new LocalNetwork(id(on, range), range, on, four, six));
  }

  private static String id(NetworkInterface on, String range) {
    String gateway = new Gateways().hardwareAddress(on.getName()).orElse("");
    byte[] digest = Digest.tagged(DOMAIN, Bytes.utf8(range).view(), Bytes.utf8(gateway).view());
    return HexFormat.of().formatHex(digest, 0, ID_LENGTH);
  }
}
