package org.peyvand.cli.e2e;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A small SOCKS5 proxy that knows names of its own, and notes all that it is asked for. */
final class Socks implements Closeable {
  private static final int NAME = 3;

  /**
   * @param kind the ATYP of RFC 1928: 1 and 4 are numbers, 3 is a name
   */
  record Asked(int kind, String user, String host, int port) {}

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Integer> known = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  Socks() throws IOException {
    daemon(this::accept);
  }

  String url() {
    return "socks5h://127.0.0.1:" + server.getLocalPort();
  }

  /** Makes a name lead to a node on this machine. */
  void know(String name, String node) {
    known.put(name, Integer.parseInt(node.substring(node.lastIndexOf(':') + 1)));
  }

  Queue<Asked> asked() {
    return asked;
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket near = server.accept();
        daemon(() -> serve(near));
      }
    } catch (IOException closed) {
      if (!server.isClosed()) {
        throw new IllegalStateException(closed);
      }
    }
  }

  private void serve(Socket near) {
    try (near) {
      Asked request = request(near);
      asked.add(request);
      Integer port = known.get(request.host());
      near.getOutputStream()
          .write(new byte[] {5, (byte) (port == null ? 4 : 0), 0, 1, 0, 0, 0, 0, 0, 0});
      if (port != null) {
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
          daemon(() -> carry(far, near));
          carry(near, far);
        }
      }
    } catch (IOException cut) {
      assert near.isClosed();
    }
  }

  private static Asked request(Socket near) throws IOException {
    DataInputStream in = new DataInputStream(near.getInputStream());
    in.readByte();
    in.readNBytes(in.readUnsignedByte());
    near.getOutputStream().write(new byte[] {5, 2});
    in.readByte();
    String user = text(in);
    text(in);
    near.getOutputStream().write(new byte[] {1, 0});
    in.readNBytes(3);
    int kind = in.readUnsignedByte();
    String host = kind == NAME ? text(in) : numbers(in, kind);
    return new Asked(kind, user, host, in.readUnsignedShort());
  }

  private static String numbers(DataInputStream in, int kind) throws IOException {
    return InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16)).getHostAddress();
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
  }

  private static void carry(Socket from, Socket into) {
    try {
      from.getInputStream().transferTo(into.getOutputStream());
      into.shutdownOutput();
    } catch (IOException cut) {
      assert from.isClosed() || into.isClosed() || cut.getMessage() != null;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "socks");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes no calls any more. */
  void stop() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
