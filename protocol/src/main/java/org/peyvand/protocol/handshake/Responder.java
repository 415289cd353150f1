package org.peyvand.protocol.handshake;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.noise.Handshake;
import org.peyvand.protocol.noise.Role;

/**
 * The side that listens. {@link #on} takes what the other side sends, in pieces of any size, until
 * it is done; once silent it stays so. For one connection and one thread.
 *
 * <p>Whoever feeds it closes the connection when it {@link #isSpent}, or {@link Patience#seconds}
 * after it came, whatever was received. Nothing else may tell one silence from another.
 */
public final class Responder {
  private final Identity self;
  private final Gate gate;
  private final Entropy entropy;
  private final Patience patience;
  private final Inbox inbox = new Inbox();
  private MessageReader reader;
  private long received;
  private Optional<Handshake> handshake = Optional.empty();
  private Candidate candidate;
  private DeviceId claimed;
  private Optional<Bytes> expectedWire = Optional.empty();
  private Optional<Progress> end = Optional.empty();

  /**
   * @param candidates the keys to try, newest first; asked at most once, when enough has arrived.
   *     All are tried, a few microseconds each, so whoever gives them decides how many a stranger
   *     may cost: the newest 64 for everyone, older ones within a budget for each address
   */
  public Responder(
      Identity self, Supplier<List<Candidate>> candidates, Gate gate, Entropy entropy) {
    this.self = self;
    this.gate = gate;
    this.entropy = entropy;
    this.patience = Patience.draw(entropy);
    this.reader =
        new MessageReader(
            () -> candidates.get().stream().map(Wrapping::first).toList(), Messages.LONG_LIMIT);
  }

  public Patience patience() {
    return patience;
  }

  /** Whether so much was received without a channel coming to stand that it is time to close. */
  public boolean isSpent() {
    return received >= patience.bytes() && !(end.orElse(null) instanceof Progress.Done);
  }

  /** Whether the gate let the other side in; from then on it is no stranger. */
  public boolean isAnswered() {
    return handshake.isPresent();
  }

  /**
   * What to do now that these bytes arrived.
   *
   * @throws IllegalStateException once the channel stands: frames go to the opener
   */
  public Progress on(byte[] bytes) {
    received += bytes.length;
    if (end.isPresent()) {
      return Progress.repeated(end.get());
    }
    inbox.add(bytes);
    Progress progress = progress(reader.on(inbox));
    if (progress instanceof Progress.Silent || progress instanceof Progress.Done) {
      end = Optional.of(progress);
      inbox.drain();
    }
    return progress;
  }

  private Progress progress(MessageReader.Outcome outcome) {
    if (outcome instanceof MessageReader.Complete complete) {
      return handshake.isPresent() ? last(complete) : first(complete);
    }
    return outcome instanceof MessageReader.Refused refused
        ? refused.silent()
        : new Progress.Waiting();
  }

  private Progress first(MessageReader.Complete message) {
    if (inbox.size() > 0) {
      return new Progress.Silent(
          Silence.EARLY, "expected no bytes before the answer, found " + inbox.size());
    }
    candidate = message.next().candidate();
    AgreementKey ephemeral = AgreementKey.generate(entropy);
    // one who bears an invite must not learn which member answered
    AgreementKey staticKey =
        candidate.kind() == Kind.JOIN ? AgreementKey.generate(entropy) : self.wire();
    Handshake begun = Messages.handshake(Role.RESPONDER, candidate, ephemeral, staticKey);
    Optional<byte[]> payload = begun.read(message.message());
    if (payload.isEmpty()) {
      return new Progress.Silent(Silence.NOISE, "expected a first message, found it refused");
    }
    byte[] remoteEphemeral = Arrays.copyOf(message.message(), AgreementKey.LENGTH);
    return Claim.decode(payload.get())
        .map(claim -> claimed(message.next(), begun, claim, remoteEphemeral))
        .orElseGet(() -> new Progress.Silent(Silence.FORM, "expected a claim, found none"));
  }

  private Progress claimed(Wrapping next, Handshake begun, Claim claim, byte[] remoteEphemeral) {
    if (claim.device().equals(self.device())) {
      return new Progress.Silent(Silence.OWN_DEVICE, "expected another device, found this one");
    }
    if (!claim.isSigned(candidate, remoteEphemeral, self.device())) {
      return new Progress.Silent(
          Silence.SIGNATURE, "expected one by " + claim.device() + " for us, found none");
    }
    Admission admission =
        gate.admit(candidate, claim.device(), claim.counter(), claim.introduction());
    if (admission instanceof Admission.Refused refused) {
      return new Progress.Silent(Silence.GATE, claim.device() + ": " + refused.reason());
    }
    claimed = claim.device();
    byte[] second = next.wrap(begun.write(answer(admission)), entropy);
    handshake = Optional.of(begun);
    Wrapping third = next.after(second);
    reader = new MessageReader(() -> List.of(third), Messages.SHORT_LIMIT);
    return new Progress.Reply(Bytes.own(second));
  }

  private byte[] answer(Admission admission) {
    if (candidate.kind() == Kind.MEMBER && admission instanceof Admission.Member member) {
      expectedWire = Optional.of(member.wire());
      return new Answer(self.device(), member.introduction()).encode();
    }
    if (candidate.kind() == Kind.JOIN && admission instanceof Admission.Joiner) {
      return Answer.TO_JOINER;
    }
    throw new IllegalStateException(
        "gate: expected an admission of kind " + candidate.kind() + ", found " + admission);
  }

  private Progress last(MessageReader.Complete message) {
    Handshake running = handshake.orElseThrow();
    Optional<byte[]> payload = running.read(message.message());
    if (payload.isEmpty()) {
      return new Progress.Silent(Silence.NOISE, "expected a third message, found it refused");
    }
    if (payload.get().length > 0) {
      return new Progress.Silent(
          Silence.FORM, "expected no payload, found " + payload.get().length);
    }
    byte[] proven = running.remoteStatic().orElseThrow();
    if (expectedWire.isPresent() && !Arrays.equals(expectedWire.get().view(), proven)) {
      return new Progress.Silent(
          Silence.WIRE_KEY, "expected the key of " + claimed + ", found other");
    }
    Established established =
        Established.of(Role.RESPONDER, candidate, Optional.of(claimed), running);
    return new Progress.Done(Bytes.EMPTY, established, Bytes.own(inbox.drain()));
  }
}
