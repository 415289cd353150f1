package org.peyvand.cli.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Carries one connection to a node at so many bits a second each way, and holds little back. */
final class ThinLink implements Closeable {
  private static final int BUFFER_BYTES = 4_096;
  private static final int PIECE_BYTES = 128;
  private static final double NANOS = 1e9;

  private final int bitsPerSecond;
  private final InetSocketAddress node;
  private final ServerSocket door = new ServerSocket();
  private final List<Closeable> ends = new ArrayList<>();

  private ThinLink(int bitsPerSecond, InetSocketAddress node) throws IOException {
    this.bitsPerSecond = bitsPerSecond;
    this.node = node;
    door.setReceiveBufferSize(BUFFER_BYTES);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ends.add(door);
  }

  /** Waits for the connection on a thread of its own. */
  static ThinLink to(InetSocketAddress node, int bitsPerSecond) throws IOException {
    ThinLink link = new ThinLink(bitsPerSecond, node);
    start(link::accept);
    return link;
  }

  int port() {
    return door.getLocalPort();
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Whatever breaks ends the connection, and the measurement tells that it waits in vain. */
  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            },
            "thin-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    Socket caller = keep(door.accept());
    Socket called = keep(new Socket());
    called.setReceiveBufferSize(BUFFER_BYTES);
    called.connect(node);
    start(() -> carry(caller, called));
    start(() -> carry(called, caller));
  }

  private synchronized Socket keep(Socket socket) {
    ends.add(socket);
    return socket;
  }

  private void carry(Socket from, Socket to) throws IOException {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      to.setTcpNoDelay(true);
      byte[] piece = new byte[PIECE_BYTES];
      long free = System.nanoTime();
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        free = Math.max(free, System.nanoTime()) + (long) (read * 8 * NANOS / bitsPerSecond);
        for (long left = free - System.nanoTime(); left > 0; left = free - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(piece, 0, read);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (Closeable end : ends) {
      end.close();
    }
  }
}
