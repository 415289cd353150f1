package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.noise.CipherState;

/**
 * Opens the frames of one direction of a channel, from pieces of any size. Whatever was changed,
 * left out, repeated or put in another order breaks the channel for good. Holds at most one frame
 * and the piece that was fed last. Not safe for use by several threads at once.
 */
public final class FrameOpener {
  /**
   * What some bytes gave.
   *
   * @param frames the payloads that became complete, in order
   * @param broken why nothing more will ever come; the connection is to be closed then
   */
  public record Opened(List<Bytes> frames, Optional<String> broken) {}

  private final CipherState cipher;
  private final Inbox inbox = new Inbox();
  private Optional<Assembly> current = Optional.empty();
  private Optional<String> broken = Optional.empty();
  private long frames;
  private long bytes;

  FrameOpener(CipherState cipher) {
    this.cipher = cipher;
  }

  /** What became complete with these bytes. */
  public Opened on(byte[] piece) {
    bytes += piece.length;
    List<Bytes> complete = new ArrayList<>();
    if (broken.isEmpty()) {
      inbox.add(piece);
      boolean progress = true;
      while (progress && broken.isEmpty()) {
        progress = current.isPresent() ? readBlock(complete) : readHead();
      }
      if (broken.isPresent()) {
        breakDown();
      }
    }
    return new Opened(List.copyOf(complete), broken);
  }

  /** Frames opened so far. */
  public long frames() {
    return frames;
  }

  /** Bytes received so far. */
  public long bytes() {
    return bytes;
  }

  /** Zeroes the key and forgets what is half received; nothing can be opened afterwards. */
  public void destroy() {
    broken = Optional.of("channel: expected an open one, found it closed");
    breakDown();
  }

  private void breakDown() {
    cipher.destroy();
    current = Optional.empty();
    inbox.drain();
  }

  private boolean readHead() {
    Optional<byte[]> sealed = inbox.take(Frames.HEAD_LENGTH);
    sealed.ifPresent(
        head ->
            cipher
                .open(head)
                .ifPresentOrElse(
                    plain -> begin(ByteBuffer.wrap(plain)), () -> breakWith("a sealed length")));
    return sealed.isPresent();
  }

  private void begin(ByteBuffer plain) {
    int length = plain.remaining() == Integer.BYTES ? plain.getInt() : -1;
    if (length < 0 || length > Frames.PAYLOAD_LIMIT) {
      broken =
          Optional.of("frame: expected 0 to " + Frames.PAYLOAD_LIMIT + " bytes, found " + length);
    } else {
      current = Optional.of(new Assembly(length));
    }
  }

  private boolean readBlock(List<Bytes> complete) {
    Assembly frame = current.orElseThrow();
    Optional<byte[]> sealed = inbox.take(frame.nextBlock() + CipherState.OVERHEAD);
    sealed.ifPresent(
        block ->
            cipher
                .open(block)
                .ifPresentOrElse(
                    plain -> append(frame, plain, complete), () -> breakWith("a sealed block")));
    return sealed.isPresent();
  }

  private void append(Assembly frame, byte[] plain, List<Bytes> complete) {
    frame.append(plain);
    if (frame.nextBlock() > 0) {
      return;
    }
    current = Optional.empty();
    frame.payload().ifPresentOrElse(complete::add, () -> breakWith("padding of zeroes"));
    frames++;
    if (frames % Frames.REKEY_INTERVAL == 0) {
      cipher.rekey();
    }
  }

  private void breakWith(String expected) {
    broken = Optional.of("frame " + frames + ": expected " + expected + ", found something else");
  }

  /** A frame of which some blocks were opened. */
  private static final class Assembly {
    private final int length;
    private final byte[] padded;
    private int filled;

    Assembly(int length) {
      this.length = length;
      this.padded = new byte[Frames.paddedLength(length)];
    }

    int nextBlock() {
      return Math.min(Frames.BLOCK_LENGTH, padded.length - filled);
    }

    void append(byte[] block) {
      System.arraycopy(block, 0, padded, filled, block.length);
      filled += block.length;
    }

    Optional<Bytes> payload() {
      byte[] padding = new byte[padded.length - length];
      return Arrays.equals(padded, length, padded.length, padding, 0, padding.length)
          ? Optional.of(Bytes.own(Arrays.copyOf(padded, length)))
          : Optional.empty();
    }
  }
}
