package org.peyvand.cli.e2e;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Passes one connection on to a node and keeps what the caller sent. */
final class Forwarder implements Closeable {
  private final ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final AtomicLong answered = new AtomicLong();
  private final int to;

  Forwarder(String node) throws IOException {
    to = Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
    daemon(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** All that callers have sent so far. */
  byte[] sent() {
    synchronized (sent) {
      return sent.toByteArray();
    }
  }

  /** Bytes that came back from the node. */
  long answered() {
    return answered.get();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
        daemon(() -> carry(near, far, true));
        daemon(() -> carry(far, near, false));
      }
    } catch (IOException closed) {
      if (!server.isClosed()) {
        throw new IllegalStateException(closed);
      }
    }
  }

  private void carry(Socket from, Socket into, boolean keep) {
    byte[] buffer = new byte[8192];
    try (from;
        into) {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (keep) {
          synchronized (sent) {
            sent.write(buffer, 0, read);
          }
        } else {
          answered.addAndGet(read);
        }
        into.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException cut) {
      // the other direction ends with this one
      assert from.isClosed();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "forwarder");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
