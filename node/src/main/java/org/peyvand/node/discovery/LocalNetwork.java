package org.peyvand.node.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network that this machine is on by one of its interfaces.
 *
 * @param id what it is known again by, in hex: its range of addresses and its gateway's hardware
 *     address, where the machine tells that
 * @param range such as 192.168.1.0/24
 * @param addresses this machine's own on it that have a broadcast address
 * @param linkLocal this machine's IPv6 address on it
 */
public record LocalNetwork(
    String id,
    String range,
    NetworkInterface on,
    List<InterfaceAddress> addresses,
    Optional<Inet6Address> linkLocal) {
  public LocalNetwork {
    addresses = List.copyOf(addresses);
  }

  /** Whether an address belongs to it; an IPv6 one does by the interface that it came over. */
  boolean has(InetAddress other) {
    return other instanceof Inet6Address six
        ? six.isLinkLocalAddress() && six.getScopeId() == on.getIndex()
        : addresses.stream().anyMatch(own -> isSameRange(own, other));
  }

  /** Whether an address is this machine's own on it. */
  boolean isOwn(InetAddress address) {
    return linkLocal.filter(own -> sameBytes(own, address)).isPresent()
        || addresses.stream().anyMatch(own -> sameBytes(own.getAddress(), address));
  }

  private static boolean sameBytes(InetAddress one, InetAddress other) {
    return Arrays.equals(one.getAddress(), other.getAddress());
  }

  private static boolean isSameRange(InterfaceAddress own, InetAddress other) {
    return other instanceof Inet4Address
        && range(own.getAddress(), own.getNetworkPrefixLength())
            .equals(range(other, own.getNetworkPrefixLength()));
  }

  /** The range of addresses of which one is given, in the usual writing. */
  static String range(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int bit = prefix; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    StringBuilder range = new StringBuilder();
    for (byte each : bytes) {
      range.append(range.isEmpty() ? "" : ".").append(each & 0xff);
    }
    return range.append('/').append(prefix).toString();
  }
}
