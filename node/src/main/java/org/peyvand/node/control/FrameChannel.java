package org.peyvand.node.control;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Frames on a socket: 4 bytes of length, big-endian, then that many bytes. Every wait has an end,
 * so that somebody who stops halfway holds a connection only for a while. Not thread-safe, but one
 * thread may read while another writes.
 */
final class FrameChannel implements Closeable {
  private static final int LENGTH_BYTES = 4;

  /** A frame's buffer grows by this, so that a large announced length alone takes no memory. */
  private static final int STEP_BYTES = 64 * 1024;

  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;

  FrameChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    readable = Selector.open();
    writable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  /**
   * Reads one frame.
   *
   * @param limit the longest frame to accept, in bytes
   * @param patience how long the whole frame may take
   * @throws FrameTooLargeException when the announced length is over the limit or negative
   * @throws EOFException when the other end closed before the frame was complete
   * @throws SocketTimeoutException when patience ran out
   */
  byte[] read(int limit, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    int length = readFully(LENGTH_BYTES, deadline).getInt();
    if (length < 0 || length > limit) {
      throw new FrameTooLargeException(Integer.toUnsignedLong(length), limit);
    }
    return readFully(length, deadline).array();
  }

  private ByteBuffer readFully(int length, long deadline) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.min(length, STEP_BYTES));
    while (buffer.position() < length) {
      if (!buffer.hasRemaining()) {
        int larger = (int) Math.min(length, buffer.capacity() * 2L);
        buffer = ByteBuffer.allocate(larger).put(buffer.flip());
      }
      int count = channel.read(buffer);
      if (count < 0) {
        throw new EOFException("expected " + length + " bytes, found " + buffer.position());
      }
      if (count == 0) {
        await(readable, deadline);
      }
    }
    return buffer.flip();
  }

  /** Writes one frame; patience as in {@link #read}. */
  void write(byte[] frame, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES + frame.length);
    buffer.putInt(frame.length).put(frame).flip();
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        await(writable, deadline);
      }
    }
  }

  /** Whether the other end closed; bytes that it sent after its request are thrown away. */
  boolean closedByOther() {
    try {
      ByteBuffer ignored = ByteBuffer.allocate(LENGTH_BYTES);
      return channel.read(ignored) < 0;
    } catch (IOException broken) {
      return true;
    }
  }

  private static void await(Selector selector, long deadline) throws IOException {
    long milliseconds = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (milliseconds <= 0) {
      throw new SocketTimeoutException("expected bytes to move in time, found none moving");
    }
    try {
      selector.select(milliseconds);
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException closed) {
      throw new IOException("closed while waiting for the other end", closed);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while waiting for the other end");
    }
  }

  /**
   * Says that nothing more will be written, and throws away what still comes, up to a limit.
   * Closing with unread bytes would take the last frame away from the other end.
   */
  void finish(int limit, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    channel.shutdownOutput();
    ByteBuffer ignored = ByteBuffer.allocate(STEP_BYTES);
    int total = 0;
    int count = 0;
    while (count >= 0 && total <= limit) {
      count = channel.read(ignored.clear());
      total += Math.max(count, 0);
      if (count == 0) {
        await(readable, deadline);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }
}
