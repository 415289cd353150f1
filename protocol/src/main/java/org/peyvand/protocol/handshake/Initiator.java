package org.peyvand.protocol.handshake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.noise.Handshake;
import org.peyvand.protocol.noise.Role;

/**
 * The side that calls. {@link #first} gives the first message; then {@link #on} takes what the
 * other side sends, in pieces of any size, until it is done or silent. For one connection and one
 * thread.
 */
public final class Initiator {
  /**
   * What is said in the call.
   *
   * @param counter above that of every earlier call by this device, else the listener is silent
   * @param listener the device that is called, where known; no other will do then
   * @param introduction how this device came to be a member, for a listener that may not have heard
   *     of it; at most {@link Messages#INTRODUCTION_LIMIT} bytes, may be empty
   */
  public record Call(
      Candidate candidate, long counter, Optional<DeviceId> listener, Bytes introduction) {
    public Call {
      if (counter < 0) {
        throw new IllegalArgumentException("counter: expected 0 or more, found " + counter);
      }
      Messages.requireIntroduction(introduction);
    }
  }

  private final Call call;
  private final Recognition recognition;
  private final Entropy entropy;
  private final Handshake handshake;
  private final Bytes first;
  private final Wrapping second;
  private final MessageReader reader;
  private final Inbox inbox = new Inbox();
  private Optional<Progress> end = Optional.empty();

  /**
   * @param self of kind {@code JOIN}, the keys of the device that is to join
   * @param recognition asked who answered, of kind {@code MEMBER} only
   */
  public Initiator(Identity self, Call call, Recognition recognition, Entropy entropy) {
    this.call = call;
    this.recognition = recognition;
    this.entropy = entropy;
    AgreementKey ephemeral = AgreementKey.generate(entropy);
    Candidate candidate = call.candidate();
    handshake = Messages.handshake(Role.INITIATOR, candidate, ephemeral, self.wire());
    Claim claim =
        Claim.sign(
            self,
            candidate,
            ephemeral.publicKey(),
            call.counter(),
            call.listener(),
            call.introduction());
    Wrapping wrapping = Wrapping.first(candidate);
    byte[] wire = wrapping.wrap(handshake.write(claim.encode()), entropy);
    first = Bytes.own(wire);
    second = wrapping.after(wire);
    reader = new MessageReader(() -> List.of(second), Messages.LONG_LIMIT);
  }

  /** The first message, to be sent as soon as the connection stands. */
  public Bytes first() {
    return first;
  }

  /**
   * What to do now that these bytes arrived.
   *
   * @throws IllegalStateException once the channel stands: frames go to the opener
   */
  public Progress on(byte[] bytes) {
    if (end.isPresent()) {
      return Progress.repeated(end.get());
    }
    inbox.add(bytes);
    MessageReader.Outcome outcome = reader.on(inbox);
    Progress progress = progress(outcome);
    if (!(progress instanceof Progress.Waiting)) {
      end = Optional.of(progress);
    }
    return progress;
  }

  private Progress progress(MessageReader.Outcome outcome) {
    if (outcome instanceof MessageReader.Complete complete) {
      return inbox.size() > 0
          ? new Progress.Silent(
              Silence.EARLY, "expected no bytes after the answer, found " + inbox.size())
          : answered(complete);
    }
    return outcome instanceof MessageReader.Refused refused
        ? refused.silent()
        : new Progress.Waiting();
  }

  private Progress answered(MessageReader.Complete answer) {
    Optional<byte[]> payload = handshake.read(answer.message());
    if (payload.isEmpty()) {
      return new Progress.Silent(Silence.NOISE, "expected a second message, found it refused");
    }
    if (call.candidate().kind() == Kind.JOIN) {
      return payload.get().length == 0
          ? done(answer.next(), Optional.empty())
          : new Progress.Silent(Silence.FORM, "expected no name, found " + payload.get().length);
    }
    return Answer.decode(payload.get())
        .map(named -> named(answer.next(), named))
        .orElseGet(() -> new Progress.Silent(Silence.FORM, "expected a device, found none"));
  }

  private Progress named(Wrapping next, Answer answer) {
    DeviceId device = answer.device();
    if (call.listener().isPresent() && !call.listener().get().equals(device)) {
      return new Progress.Silent(
          Silence.OTHER_LISTENER, "expected " + call.listener().get() + ", found " + device);
    }
    Optional<Bytes> known = recognition.wireKey(device, answer.introduction());
    if (known.isEmpty()) {
      return new Progress.Silent(Silence.UNRECOGNISED, "expected a member, found " + device);
    }
    byte[] proven = handshake.remoteStatic().orElseThrow();
    return Arrays.equals(known.get().view(), proven)
        ? done(next, Optional.of(device))
        : new Progress.Silent(Silence.WIRE_KEY, "expected the key of " + device + ", found other");
  }

  private Progress done(Wrapping next, Optional<DeviceId> remote) {
    byte[] third = next.wrap(handshake.write(new byte[0]), entropy);
    Established established = Established.of(Role.INITIATOR, call.candidate(), remote, handshake);
    return new Progress.Done(Bytes.own(third), established, Bytes.EMPTY);
  }
}
