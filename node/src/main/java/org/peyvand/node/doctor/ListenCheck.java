package org.peyvand.node.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a node could listen. */
public final class ListenCheck {
  private ListenCheck() {}

  /** Listens for a moment where a node that does not run now listened last. */
  public static Finding at(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return Finding.fine("listening");
    } catch (IOException e) {
      return Finding.wrong("listening", "cannot-listen", host + ":" + port);
    }
  }
}
