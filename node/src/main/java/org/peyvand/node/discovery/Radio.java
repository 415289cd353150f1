package org.peyvand.node.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peyvand.protocol.handshake.Beacon;
import org.peyvand.protocol.id.Bytes;

/**
 * Sends and hears datagrams on local networks: IPv4 broadcast, IPv6 link-local multicast. Each is
 * sent from the address that it is bound to, and from a port of its own.
 */
final class Radio implements AutoCloseable {
  /** UDP port of all nodes. */
  static final int PORT = 27_420;

  private static final Logger LOGGER = Logger.getLogger(Radio.class.getName());
  private static final byte[] GROUP_BYTES = {
    (byte) 0xff, 0x12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'p', 'y', 'v', 'd'
  };

  /** Makes what is sent from an address. */
  interface Maker {
    Bytes from(InetAddress own);
  }

  /** Told of each datagram of the right length, on a thread of the radio's. */
  interface Ear {
    void heard(InetAddress from, Bytes datagram);
  }

  private final InetAddress group;
  private final MulticastSocket socket;
  private final Set<Integer> joined = new HashSet<>();
  private volatile boolean closed;

  private Radio(InetAddress group, MulticastSocket socket) {
    this.group = group;
    this.socket = socket;
  }

  /**
   * Opens the port.
   *
   * @throws IOException if another program holds it for itself
   */
  static Radio open(Ear ear) throws IOException {
    MulticastSocket socket = new MulticastSocket(null);
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(PORT));
      Radio radio = new Radio(InetAddress.getByAddress(GROUP_BYTES), socket);
      Thread listening = new Thread(() -> radio.listen(ear), "peyvand-discovery");
      listening.setDaemon(true);
      listening.start();
      return radio;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void listen(Ear ear) {
    byte[] buffer = new byte[Beacon.LENGTH + 1];
    while (!closed) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        if (packet.getLength() == Beacon.LENGTH) {
          ear.heard(packet.getAddress(), Bytes.copyOf(Arrays.copyOf(buffer, Beacon.LENGTH)));
        }
      } catch (IOException | RuntimeException e) {
        // one bad datagram or a network that went must not end the listening
        if (!closed) {
          LOGGER.log(Level.FINE, "hearing", e);
        }
      }
    }
  }

  /** Calls out on a network, from each of this machine's addresses there. */
  void call(LocalNetwork network, Maker maker) {
    for (InterfaceAddress own : network.addresses()) {
      send(own.getAddress(), network.on(), own.getBroadcast(), maker);
    }
    if (network.linkLocal().isPresent()) {
      hear(network.on());
      send(network.linkLocal().get(), network.on(), group, maker);
    }
  }

  /** An address that cannot send just now is called from again in a minute. */
  private static void send(InetAddress own, NetworkInterface on, InetAddress to, Maker maker) {
    try (DatagramSocket from = new DatagramSocket(new InetSocketAddress(own, 0))) {
      from.setBroadcast(true);
      if (to.isMulticastAddress()) {
        from.setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
        from.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
      }
      byte[] bytes = maker.from(own).toArray();
      from.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(to, PORT)));
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "calling out", e);
    }
  }

  private void hear(NetworkInterface on) {
    if (joined.add(on.getIndex())) {
      try {
        socket.joinGroup(new InetSocketAddress(group, PORT), on);
      } catch (IOException e) {
        joined.remove(on.getIndex());
        LOGGER.log(Level.FINE, "listening", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
