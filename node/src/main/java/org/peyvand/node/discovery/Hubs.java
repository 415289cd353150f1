package org.peyvand.node.discovery;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peyvand.node.live.Address;

/**
 * Whoever runs the hotspot that a local network is, may well be a member: the router, and the first
 * address of the range, which telephones and laptops take that open one (192.168.43.1,
 * 192.168.49.1, 172.20.10.1, 192.168.137.1, 10.42.0.1). Called ever less often while nobody answers
 * there. It needs no broadcast, which hotspots often swallow.
 */
final class Hubs {
  /** The port that the guide tells people to listen at. */
  static final int PORT = 7_420;

  private static final long FIRST_PAUSE_NS = 4_000_000_000L;
  private static final long LONGEST_PAUSE_NS = 256_000_000_000L;

  private final Gateways gateways;
  private long pauseNs;
  private long dueNs;

  Hubs(Gateways gateways) {
    this.gateways = gateways;
  }

  /** This machine has come somewhere else. */
  void moved(long nowNs) {
    pauseNs = FIRST_PAUSE_NS;
    dueNs = nowNs + pauseNs;
  }

  /** Whether to call now; if so, the next time is put off. */
  boolean isDue(long nowNs) {
    if (nowNs - dueNs < 0) {
      return false;
    }
    pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
    dueNs = nowNs + pauseNs;
    return true;
  }

  /** Where to call: at the usual port, and at this node's own, which friends often share. */
  List<Address> of(Collection<LocalNetwork> networks, int ownPort) {
    List<Address> all = new ArrayList<>();
    for (LocalNetwork network : networks) {
      for (InetAddress hub : of(network)) {
        all.add(new Address(hub.getHostAddress(), PORT));
        if (ownPort > 0 && ownPort != PORT) {
          all.add(new Address(hub.getHostAddress(), ownPort));
        }
      }
    }
    return all;
  }

  /** Never one outside the network, which would be called elsewhere than where the owner trusts. */
  private Set<InetAddress> of(LocalNetwork network) {
    Set<InetAddress> hubs = new LinkedHashSet<>();
    gateways.address(network.on().getName()).ifPresent(hubs::add);
    for (InterfaceAddress own : network.addresses()) {
      hubs.add(first(own));
    }
    hubs.removeIf(hub -> !network.has(hub) || network.isOwn(hub));
    return hubs;
  }

  /** The first address after that of the range itself. */
  static InetAddress first(InterfaceAddress own) {
    byte[] bytes = own.getAddress().getAddress();
    for (int bit = own.getNetworkPrefixLength(); bit < Byte.SIZE * bytes.length; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >>> bit % Byte.SIZE);
    }
    bytes[bytes.length - 1] |= 1;
    return address(bytes);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
