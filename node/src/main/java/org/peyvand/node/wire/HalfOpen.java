package org.peyvand.node.wire;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.peyvand.protocol.id.Bytes;

/**
 * The connections of a listener on which no channel stands yet. A new one is always let in; the
 * oldest goes for it where there are too many, and of those whom the gate has not let in first. So
 * memory is bounded, and since a member's first message comes with its connection, a crowd of
 * strangers can hardly push the member out.
 */
final class HalfOpen {
  static final int LIMIT = 64;
  static final int LIMIT_PER_ADDRESS = 8;

  /** Tor and local tools come from here, and so do many members at once. */
  static final int LIMIT_LOOPBACK = 64;

  private static final int IPV6_NETWORK_BYTES = 8;

  private static final class Guest {
    private final Bytes origin;
    private boolean answered;

    Guest(Bytes origin) {
      this.origin = origin;
    }
  }

  private final Map<Channel, Guest> guests = new LinkedHashMap<>();

  /** Lets the connection in; gives the one that must be closed for it, if any. */
  synchronized Optional<Channel> enter(Channel channel, InetAddress address) {
    Bytes origin = origin(address);
    int limit = address.isLoopbackAddress() ? LIMIT_LOOPBACK : LIMIT_PER_ADDRESS;
    long same = guests.values().stream().filter(guest -> guest.origin.equals(origin)).count();
    Optional<Channel> evicted = Optional.empty();
    if (same >= limit) {
      evicted = oldest(guest -> guest.origin.equals(origin));
    } else if (guests.size() >= LIMIT) {
      evicted = oldest(guest -> true);
    }
    evicted.ifPresent(guests::remove);
    guests.put(channel, new Guest(origin));
    return evicted;
  }

  /** The gate let this one in: it is no stranger. */
  synchronized void answered(Channel channel) {
    Guest guest = guests.get(channel);
    if (guest != null) {
      guest.answered = true;
    }
  }

  /** The connection closed, or a channel stands on it. */
  synchronized void leave(Channel channel) {
    guests.remove(channel);
  }

  synchronized List<Channel> all() {
    return new ArrayList<>(guests.keySet());
  }

  private Optional<Channel> oldest(Predicate<Guest> among) {
    return first(among.and(guest -> !guest.answered)).or(() -> first(among));
  }

  private Optional<Channel> first(Predicate<Guest> among) {
    return guests.entrySet().stream()
        .filter(entry -> among.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** One machine has a whole IPv6 network to choose from, but for the addresses of a local link. */
  private static Bytes origin(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean network = address instanceof Inet6Address && !address.isLinkLocalAddress();
    return Bytes.own(network ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
