package org.peyvand.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable between two nodes that can be pulled and put back. */
final class Cable implements Closeable {
  private final ServerSocket plug;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile InetSocketAddress other;
  private volatile boolean whole = true;

  Cable() throws IOException {
    plug = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    thread("plug", this::accept);
  }

  /** Where to plug in: HOST:PORT. */
  String address() {
    return plug.getInetAddress().getHostAddress() + ":" + plug.getLocalPort();
  }

  /** Says where the cable leads. */
  void leadTo(InetSocketAddress node) {
    other = node;
  }

  void pull() {
    whole = false;
    ends.forEach(Cable::close);
    ends.clear();
  }

  void putBack() {
    whole = true;
  }

  private void accept() {
    while (!plug.isClosed()) {
      try {
        Socket near = plug.accept();
        if (whole && other != null) {
          connect(near);
        } else {
          close(near);
        }
      } catch (IOException e) {
        // the plug was closed, or the far node is not there: the caller sees a dead line, as it
        // should
        whole &= !plug.isClosed();
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    ends.add(near);
    ends.add(far);
    try {
      far.connect(other);
    } catch (IOException e) {
      close(near);
      throw e;
    }
    thread("there", () -> carry(near, far));
    thread("back", () -> carry(far, near));
  }

  private void carry(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one end is gone; the other follows
      ends.remove(from);
    } finally {
      close(from);
      close(to);
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, "cable-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a socket: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    plug.close();
    pull();
  }
}
