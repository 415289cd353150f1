package org.peyvand.protocol.noise;

import static org.peyvand.protocol.noise.Token.E;
import static org.peyvand.protocol.noise.Token.EE;
import static org.peyvand.protocol.noise.Token.ES;
import static org.peyvand.protocol.noise.Token.PSK;
import static org.peyvand.protocol.noise.Token.S;
import static org.peyvand.protocol.noise.Token.SE;
import static org.peyvand.protocol.noise.Token.SS;

import java.util.ArrayList;
import java.util.List;

/**
 * A handshake pattern (Noise, sections 7 and 9): which static keys are known beforehand, and what
 * each message carries. Odd messages are the initiator's.
 */
public final class Pattern {
  /** Nobody has a static key. */
  public static final Pattern NN =
      new Pattern("NN", false, false, List.of(List.of(E), List.of(E, EE)));

  /** The initiator knows the responder's static key and has none. */
  public static final Pattern NK =
      new Pattern("NK", false, true, List.of(List.of(E, ES), List.of(E, EE)));

  /** Both know each other's static keys. */
  public static final Pattern KK =
      new Pattern("KK", true, true, List.of(List.of(E, ES, SS), List.of(E, EE, SE)));

  /** The initiator knows the responder's static key and sends its own at once. */
  public static final Pattern IK =
      new Pattern("IK", false, true, List.of(List.of(E, ES, S, SS), List.of(E, EE, SE)));

  /** The initiator knows the responder's static key and sends its own last. */
  public static final Pattern XK =
      new Pattern("XK", false, true, List.of(List.of(E, ES), List.of(E, EE), List.of(S, SE)));

  /** Both send their static keys, hidden from onlookers. */
  public static final Pattern XX =
      new Pattern("XX", false, false, List.of(List.of(E), List.of(E, EE, S, ES), List.of(S, SE)));

  private final String name;
  private final boolean initiatorKnown;
  private final boolean responderKnown;
  private final List<List<Token>> messages;

  private Pattern(
      String name, boolean initiatorKnown, boolean responderKnown, List<List<Token>> messages) {
    this.name = name;
    this.initiatorKnown = initiatorKnown;
    this.responderKnown = responderKnown;
    this.messages = messages;
  }

  /**
   * This pattern with a pre-shared key mixed in: at position 0 before all else, at position n at
   * the end of message n. Named {@code XXpsk0} and so on.
   *
   * @throws IllegalArgumentException if the pattern has no such message
   * @throws IllegalStateException if it has a pre-shared key already
   */
  public Pattern withPsk(int position) {
    if (usesPsk()) {
      throw new IllegalStateException("pattern: expected one without psk, found " + name);
    }
    if (position < 0 || position > messages.size()) {
      throw new IllegalArgumentException(
          "psk position: expected 0 to " + messages.size() + ", found " + position);
    }
    int index = Math.max(position - 1, 0);
    List<Token> tokens = new ArrayList<>(messages.get(index));
    tokens.add(position == 0 ? 0 : tokens.size(), PSK);
    List<List<Token>> changed = new ArrayList<>(messages);
    changed.set(index, List.copyOf(tokens));
    return new Pattern(
        name + "psk" + position, initiatorKnown, responderKnown, List.copyOf(changed));
  }

  /** The pattern's name with its modifier, such as {@code XXpsk0}. */
  public String name() {
    return name;
  }

  /** The full protocol name, such as {@code Noise_XXpsk0_25519_AESGCM_SHA256}. */
  public String protocolName() {
    return "Noise_" + name + "_25519_AESGCM_SHA256";
  }

  /** How many handshake messages there are. */
  public int messageCount() {
    return messages.size();
  }

  boolean usesPsk() {
    return messages.stream().anyMatch(tokens -> tokens.contains(PSK));
  }

  /** Whether this side's static key is known to the other beforehand (a pre-message). */
  boolean knownBeforehand(Role role) {
    return role == Role.INITIATOR ? initiatorKnown : responderKnown;
  }

  boolean hasStatic(Role role) {
    boolean sends = false;
    for (int i = 0; i < messages.size(); i++) {
      sends |= writer(i) == role && messages.get(i).contains(S);
    }
    return sends || knownBeforehand(role);
  }

  Role writer(int message) {
    return message % 2 == 0 ? Role.INITIATOR : Role.RESPONDER;
  }

  List<Token> tokens(int message) {
    return messages.get(message);
  }

  @Override
  public String toString() {
    return name;
  }
}
