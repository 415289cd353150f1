package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.BodyCodec;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.SealedBodies;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.proto.AdmissionProto;
import org.peyvand.protocol.replica.proto.IntroductionProto;

/**
 * The admissions by which a device came to be in, up to the founder, each with the key that opens
 * its body alone: so that a member who was away can let the newcomer bring the news.
 *
 * <p>It shows that somebody who may admit has admitted; whether that still holds is known after the
 * governance lane was received, and until then nothing is sent.
 */
public final class Introduction {
  /** Admissions in one introduction. */
  static final int STEPS = 8;

  /** Bytes of one introduction. */
  static final int LIMIT = 8 * 1024;

  private Introduction() {}

  /** How this replica's device came to be in; empty for the founder's. */
  public static Bytes own(Replica replica) throws StoreException {
    IntroductionProto.Builder introduction = IntroductionProto.newBuilder();
    Optional<SignedEntry> admission = replica.admission(replica.device());
    while (admission.isPresent() && introduction.getAdmissionsCount() < STEPS) {
      Entry entry = admission.get().entry();
      Optional<SecretBytes> key = bodyKey(replica, entry);
      if (key.isEmpty()) {
        break;
      }
      AdmissionProto step = step(admission.get(), key.get());
      if (introduction.build().getSerializedSize() + step.getSerializedSize() + 8 > LIMIT) {
        break;
      }
      introduction.addAdmissions(step);
      admission = replica.admission(entry.header().device());
    }
    return Bytes.own(introduction.build().toByteArray());
  }

  private static Optional<SecretBytes> bodyKey(Replica replica, Entry entry) {
    Optional<EpochSecrets> secrets = replica.keyring().secrets(entry.header().epoch());
    return secrets.flatMap(s -> SealedBodies.bodyKey(s, entry.header()));
  }

  private static AdmissionProto step(SignedEntry signed, SecretBytes key) {
    return AdmissionProto.newBuilder()
        .setHeader(Strict.string(signed.entry().headerBytes()))
        .setBody(Strict.string(signed.entry().sealedBody()))
        .setSignature(Strict.string(signed.signature().orElseThrow()))
        .setBodyKey(Strict.string(Bytes.copyOf(key.expose())))
        .build();
  }

  /**
   * The keys of the device that an introduction is about, if it leads from there to a member who
   * may admit; empty if it does not, whatever the bytes are.
   */
  public static Optional<DeviceKeys> read(Bytes introduction, Membership membership) {
    if (introduction.isEmpty() || introduction.length() > LIMIT) {
      return Optional.empty();
    }
    Decoded<List<AdmissionProto>> steps =
        Strict.decode(
            introduction.view(), IntroductionProto.parser(), IntroductionProto::getAdmissionsList);
    return steps.asOptional().flatMap(list -> follow(list, membership));
  }

  /** From the introduced device upwards, until an author is known. */
  private static Optional<DeviceKeys> follow(List<AdmissionProto> steps, Membership membership) {
    List<DeviceKeys> admitted = new ArrayList<>();
    DeviceId expected = null;
    for (AdmissionProto step : steps.subList(0, Math.min(steps.size(), STEPS))) {
      Optional<Entry> entry = entry(step, membership);
      Optional<DeviceKeys> keys = entry.flatMap(e -> admits(e, step, membership));
      if (keys.isEmpty() || expected != null && !keys.get().device().equals(expected)) {
        return Optional.empty();
      }
      admitted.add(keys.get());
      expected = entry.get().header().device();
      Optional<Member> author = membership.memberOf(expected);
      if (author.isPresent()) {
        return author.filter(a -> mayAdmit(a, membership)).map(a -> admitted.get(0));
      }
    }
    return Optional.empty();
  }

  private static boolean mayAdmit(Member author, Membership membership) {
    Role least = membership.policy().mayAdmit();
    return author.isActive() && author.has(least);
  }

  private static Optional<Entry> entry(AdmissionProto step, Membership membership) {
    return EntryCodec.decode(Strict.bytes(step.getHeader()), Strict.bytes(step.getBody()))
        .asOptional()
        .filter(entry -> entry.network().equals(membership.network()))
        .filter(
            entry ->
                Signatures.verify(
                    entry.header().device().bytes().view(),
                    EntryCodec.signedBytes(entry),
                    step.getSignature().toByteArray()));
  }

  private static Optional<DeviceKeys> admits(
      Entry entry, AdmissionProto step, Membership membership) {
    if (step.getBodyKey().size() != 32) {
      return Optional.empty();
    }
    return SealedBodies.open(SecretBytes.own(step.getBodyKey().toByteArray()), entry)
        .map(BodyCodec::decode)
        .flatMap(Decoded::asOptional)
        .map(Body::act)
        .filter(Act.Admit.class::isInstance)
        .flatMap(act -> JoinRequestCodec.decode(((Act.Admit) act).request()))
        .filter(r -> r.networkHash().equals(NetworkHash.of(membership.network())))
        .filter(JoinRequest::authentic)
        .map(JoinRequest::keys);
  }
}
