package org.peyvand.node.control;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The node's end of the socket. Each connection has a thread of its own, at most {@value
 * #CONNECTIONS} at once; one more is told that the node is busy. Whatever is sent, the server goes
 * on.
 */
public final class ControlServer implements Closeable {
  /** The longest request that is read, in bytes. */
  public static final int REQUEST_BYTES = 1024 * 1024;

  /** Connections served at once. */
  public static final int CONNECTIONS = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(20);

  private final Path socket;
  private final ServerSocketChannel listener;
  private final Handler handler;
  private final Duration patience;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Set<FrameChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong abandoned = new AtomicLong();

  private ControlServer(
      Path socket, ServerSocketChannel listener, Handler handler, Duration patience) {
    this.socket = socket;
    this.listener = listener;
    this.handler = handler;
    this.patience = patience;
  }

  /**
   * Listens on the socket of this home, in place of one that a dead node left behind.
   *
   * @throws IOException when another node answers there, or the socket cannot be made
   */
  public static ControlServer start(Path home, Handler handler) throws IOException {
    return start(home, handler, PATIENCE);
  }

  static ControlServer start(Path home, Handler handler, Duration patience) throws IOException {
    Path socket = ControlSocket.of(home);
    ControlSocket.makeFolder(socket.getParent());
    requireDead(home, socket);
    Files.deleteIfExists(socket);
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException cannotBind) {
      listener.close();
      throw new IOException(socket + ": " + cannotBind.getMessage(), cannotBind);
    }
    ControlServer server = new ControlServer(socket, listener, handler, patience);
    thread("control", server::acceptAll).start();
    return server;
  }

  private static void requireDead(Path home, Path socket) throws IOException {
    var other = ControlClient.reach(home);
    if (other.isPresent()) {
      other.get().close();
      throw new IOException(socket + ": expected nobody, found a running node");
    }
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, "peyvand-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private void acceptAll() {
    while (listener.isOpen()) {
      try {
        accept(listener.accept());
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException oneAskerLost) {
        // It left before it was served, or the system is out of files: either passes.
        LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
      }
    }
  }

  private void accept(SocketChannel channel) throws IOException {
    FrameChannel frames = new FrameChannel(channel);
    Connection connection = new Connection(frames, patience);
    if (!free.tryAcquire()) {
      connection.refuse();
      return;
    }
    open.add(frames);
    thread("control-asker", () -> serve(connection, frames)).start();
  }

  private void serve(Connection connection, FrameChannel frames) {
    try {
      connection.serve(handler);
    } catch (IOException left) {
      // Half a request is no request, and after the answer there is nobody to tell.
      abandoned.incrementAndGet();
    } finally {
      open.remove(frames);
      free.release();
    }
  }

  /** Askers that left or stopped halfway. */
  long abandoned() {
    return abandoned.get();
  }

  /** Stops listening, hangs up and removes the socket. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (FrameChannel frames : open) {
      frames.close();
    }
    Files.deleteIfExists(socket);
  }
}
