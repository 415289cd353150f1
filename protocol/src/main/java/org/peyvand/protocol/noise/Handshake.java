package org.peyvand.protocol.noise;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * One side of a Noise handshake (revision 34, section 5.3). The two sides take turns to {@link
 * #write} and {@link #read}, the initiator first, until {@link #isComplete}; then {@link #split}
 * gives the channel. Not safe for use by several threads at once.
 *
 * <p>Public keys of small order are refused, which the specification leaves open.
 */
public final class Handshake {
  private enum State {
    RUNNING,
    COMPLETE,
    REFUSED,
    SPLIT
  }

  /** The two directions of the channel, as this side sees them. */
  public record Channel(CipherState sending, CipherState receiving) {}

  private final Pattern pattern;
  private final Role role;
  private final Keys keys;
  private final SymmetricState symmetric;
  private byte[] remoteEphemeral;
  private byte[] remoteStatic;
  private int next;
  private State state = State.RUNNING;

  /**
   * A handshake about to begin.
   *
   * @param prologue what both sides must agree on for the handshake to succeed; may be empty
   * @throws IllegalArgumentException unless the keys are exactly those that this side of the
   *     pattern calls for, and a remote static key is one that {@link AgreementKey#accepts}
   */
  public Handshake(Pattern pattern, Role role, byte[] prologue, Keys keys) {
    keys.requireFor(pattern, role);
    this.pattern = pattern;
    this.role = role;
    this.keys = keys;
    this.remoteStatic = keys.remoteStatic().map(byte[]::clone).orElse(null);
    this.symmetric = new SymmetricState(pattern.protocolName());
    symmetric.mixHash(prologue);
    for (Role side : Role.values()) {
      if (pattern.knownBeforehand(side)) {
        symmetric.mixHash(side == role ? ownStatic().publicKey() : remoteStatic);
      }
    }
  }

  /** Whether the next step is to {@link #write}; while it is not, it is to {@link #read}. */
  public boolean isWriting() {
    return state == State.RUNNING && pattern.writer(next) == role;
  }

  /** Whether all messages were exchanged. */
  public boolean isComplete() {
    return state == State.COMPLETE || state == State.SPLIT;
  }

  /**
   * The next handshake message, carrying the payload.
   *
   * @throws IllegalStateException when it is not this side's turn
   * @throws IllegalArgumentException if the message would be above {@link
   *     CipherState#MAX_MESSAGE_LENGTH}; the handshake is dead then
   */
  public byte[] write(byte[] payload) {
    requireTurn(true);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Token token : pattern.tokens(next)) {
      writeToken(token, message);
    }
    message.writeBytes(symmetric.encryptAndHash(payload));
    if (message.size() > CipherState.MAX_MESSAGE_LENGTH) {
      refuse();
      throw new IllegalArgumentException(
          "handshake message: expected at most "
              + CipherState.MAX_MESSAGE_LENGTH
              + " bytes, found "
              + message.size());
    }
    advance();
    return message.toByteArray();
  }

  /**
   * The payload of the other side's next message, or empty if the message is refused. After a
   * refusal the handshake is dead.
   *
   * @throws IllegalStateException when it is not the other side's turn
   */
  public Optional<byte[]> read(byte[] message) {
    requireTurn(false);
    Optional<byte[]> payload =
        message.length > CipherState.MAX_MESSAGE_LENGTH
            ? Optional.empty()
            : readTokens(new Cursor(message));
    if (payload.isPresent()) {
      advance();
    } else {
      refuse();
    }
    return payload;
  }

  /**
   * The other side's static public key, as soon as it is known. That the other side holds it is
   * certain only when the handshake is complete.
   */
  public Optional<byte[]> remoteStatic() {
    return Optional.ofNullable(remoteStatic).map(byte[]::clone);
  }

  /**
   * The 32-byte hash of the whole handshake, which names the channel (Noise, section 11.2).
   *
   * @throws IllegalStateException before the handshake is complete
   */
  public byte[] hash() {
    require(isComplete(), "a complete handshake");
    return symmetric.hash();
  }

  /**
   * The channel. May be asked for once, since two ciphers with one key would reuse nonces.
   *
   * @throws IllegalStateException before the handshake is complete, or the second time
   */
  public Channel split() {
    require(state == State.COMPLETE, "a complete handshake, not split before");
    state = State.SPLIT;
    CipherState[] ciphers = symmetric.split();
    return role == Role.INITIATOR
        ? new Channel(ciphers[0], ciphers[1])
        : new Channel(ciphers[1], ciphers[0]);
  }

  private void writeToken(Token token, ByteArrayOutputStream message) {
    switch (token) {
      case E -> {
        byte[] ephemeral = keys.ephemeral().publicKey();
        message.writeBytes(ephemeral);
        mixEphemeral(ephemeral);
      }
      case S -> message.writeBytes(symmetric.encryptAndHash(ownStatic().publicKey()));
      default -> mixSecret(token);
    }
  }

  private Optional<byte[]> readTokens(Cursor cursor) {
    for (Token token : pattern.tokens(next)) {
      boolean accepted =
          switch (token) {
            case E -> readEphemeral(cursor);
            case S -> readStatic(cursor);
            default -> {
              mixSecret(token);
              yield true;
            }
          };
      if (!accepted) {
        return Optional.empty();
      }
    }
    return symmetric.decryptAndHash(cursor.rest());
  }

  private boolean readEphemeral(Cursor cursor) {
    Optional<byte[]> read = cursor.take(AgreementKey.LENGTH).filter(AgreementKey::accepts);
    read.ifPresent(
        key -> {
          remoteEphemeral = key;
          mixEphemeral(key);
        });
    return read.isPresent();
  }

  private boolean readStatic(Cursor cursor) {
    Optional<byte[]> read =
        cursor
            .take(AgreementKey.LENGTH + symmetric.overhead())
            .flatMap(symmetric::decryptAndHash)
            .filter(AgreementKey::accepts);
    read.ifPresent(key -> remoteStatic = key);
    return read.isPresent();
  }

  /** With a psk, ephemeral keys randomise the key too (Noise, section 9.2). */
  private void mixEphemeral(byte[] publicKey) {
    symmetric.mixHash(publicKey);
    if (pattern.usesPsk()) {
      symmetric.mixKey(publicKey);
    }
  }

  private void mixSecret(Token token) {
    boolean initiator = role == Role.INITIATOR;
    switch (token) {
      case EE -> mixAgreement(keys.ephemeral(), remoteEphemeral);
      case SS -> mixAgreement(ownStatic(), remoteStatic);
      case ES -> mixCrossAgreement(initiator);
      case SE -> mixCrossAgreement(!initiator);
      case PSK -> symmetric.mixKeyAndHash(keys.psk().orElseThrow().expose());
      default -> throw new AssertionError("expected a token without bytes, found " + token);
    }
  }

  private void mixCrossAgreement(boolean ownEphemeral) {
    if (ownEphemeral) {
      mixAgreement(keys.ephemeral(), remoteStatic);
    } else {
      mixAgreement(ownStatic(), remoteEphemeral);
    }
  }

  private void mixAgreement(AgreementKey own, byte[] remote) {
    SecretBytes shared =
        own.agree(remote)
            .orElseThrow(() -> new AssertionError("a key that was accepted gives no agreement"));
    symmetric.mixKey(shared.expose());
    shared.destroy();
  }

  private AgreementKey ownStatic() {
    return keys.staticKey().orElseThrow();
  }

  private void advance() {
    next++;
    if (next == pattern.messageCount()) {
      state = State.COMPLETE;
    }
  }

  private void refuse() {
    state = State.REFUSED;
    symmetric.destroy();
  }

  private void requireTurn(boolean writing) {
    require(state == State.RUNNING, "a running handshake");
    require(isWriting() == writing, writing ? "this side's turn" : "the other side's turn");
  }

  private void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalStateException(
          pattern
              + " "
              + role
              + ": expected "
              + expected
              + ", found "
              + state
              + " before message "
              + (next + 1));
    }
  }

  /** Takes a message apart from the front. */
  private static final class Cursor {
    private final byte[] message;
    private int at;

    Cursor(byte[] message) {
      this.message = message;
    }

    Optional<byte[]> take(int length) {
      if (message.length - at < length) {
        return Optional.empty();
      }
      at += length;
      return Optional.of(Arrays.copyOfRange(message, at - length, at));
    }

    byte[] rest() {
      return Arrays.copyOfRange(message, at, message.length);
    }
  }
}
