package org.peyvand.protocol.handshake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;

/** A device for tests: it knows some members by their wire keys and remembers their counters. */
public final class Peer implements Gate, Recognition {
  public static final NetworkId NETWORK = NetworkId.of(filled(32, 7));

  public final Identity identity;
  public final List<Candidate> candidates = new ArrayList<>();
  public final List<Bytes> introductions = new ArrayList<>();
  public Bytes introduction = Bytes.EMPTY;
  private final Map<DeviceId, Bytes> members = new HashMap<>();
  private final Map<DeviceId, Long> counters = new HashMap<>();

  public Peer(long seed) {
    Entropy entropy = entropy(seed);
    identity = new Identity(SigningKey.generate(entropy), AgreementKey.generate(entropy));
  }

  /** A repeatable source of random bytes, unrelated for seeds that lie side by side. */
  public static Entropy entropy(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }

  /** The key of the n-th epoch of the tests' network. */
  public static Candidate epoch(int number) {
    byte[] id = ByteBuffer.allocate(32).putInt(number).array();
    return Candidate.member(NETWORK, EpochId.of(id), psk(number));
  }

  /** The key of the n-th invite. */
  public static Candidate invite(int number) {
    return Candidate.join(Bytes.own(filled(16, number)), psk(1_000_000 + number));
  }

  static SecretBytes psk(long seed) {
    return SecretBytes.own(entropy(seed).bytes(32));
  }

  public static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  public DeviceId device() {
    return identity.device();
  }

  public Bytes wire() {
    return Bytes.own(identity.wire().publicKey());
  }

  /** From now on the other one is a member in the eyes of this one. */
  public synchronized Peer knows(Peer other) {
    members.put(other.device(), other.wire());
    return this;
  }

  public synchronized void forget(Peer other) {
    members.remove(other.device());
  }

  public synchronized void confuse(Peer other, Bytes wire) {
    members.put(other.device(), wire);
  }

  @Override
  public synchronized Admission admit(
      Candidate candidate, DeviceId claimed, long counter, Bytes shown) {
    introductions.add(shown);
    if (counter <= counters.getOrDefault(claimed, -1L)) {
      return new Admission.Refused("counter: expected above the last, found " + counter);
    }
    if (candidate.kind() == Kind.MEMBER && !members.containsKey(claimed)) {
      return new Admission.Refused("expected a member, found a stranger");
    }
    counters.put(claimed, counter);
    return candidate.kind() == Kind.JOIN
        ? new Admission.Joiner()
        : new Admission.Member(members.get(claimed), introduction);
  }

  @Override
  public synchronized Optional<Bytes> wireKey(DeviceId answering, Bytes shown) {
    introductions.add(shown);
    return Optional.ofNullable(members.get(answering));
  }

  public Responder responder(long seed) {
    return new Responder(identity, () -> candidates, this, entropy(seed));
  }

  public Initiator initiator(Candidate candidate, long counter, long seed) {
    return initiator(new Initiator.Call(candidate, counter, Optional.empty(), Bytes.EMPTY), seed);
  }

  public Initiator initiator(Initiator.Call call, long seed) {
    return new Initiator(identity, call, this, entropy(seed));
  }
}
