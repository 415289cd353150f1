package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.crypto.VerifyingKey;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;

/**
 * Two signed lines of one device that differ at one place prove that it was copied or put back. An
 * id is a digest over the id before it, so a signed entry has one line only, and no one else can
 * find another.
 */
final class ForkRule {
  private ForkRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.ProveFork fork) {
    if (author.has(fork.device())) {
      return Rules.refuse(Ground.ONE_S_OWN, "expected another member than the device's");
    }
    int order = fork.one().compareTo(fork.other());
    if (order == 0) {
      return refuse("two entries for one place, found one");
    }
    if (order > 0 && fork.path().isEmpty()) {
      return refuse("the lower entry first where both are signed");
    }
    return signatures(known, fork);
  }

  private static Optional<Refusal> signatures(Membership known, Act.ProveFork fork) {
    Optional<VerifyingKey> key = VerifyingKey.of(fork.device().bytes().view());
    if (key.isEmpty()) {
      return refuse("a device that can sign");
    }
    if (!isSigned(known, fork, key.get(), fork.seq(), fork.one(), fork.oneSignature())) {
      return refuse("the device's signature over the first entry");
    }
    long end = fork.seq() + fork.path().size();
    return isSigned(known, fork, key.get(), end, last(fork), fork.otherSignature())
        ? Optional.empty()
        : refuse("the device's signature over where the path leads");
  }

  private static EntryId last(Act.ProveFork fork) {
    EntryId id = fork.other();
    for (Bytes content : fork.path()) {
      id = EntryCodec.id(Optional.of(id), content);
    }
    return id;
  }

  private static boolean isSigned(
      Membership known,
      Act.ProveFork fork,
      VerifyingKey key,
      long seq,
      EntryId id,
      Bytes signature) {
    boolean founding = id.bytes().equals(known.network().bytes());
    Optional<NetworkId> network = founding ? Optional.empty() : Optional.of(known.network());
    byte[] message = EntryCodec.signedBytes(network, fork.device(), fork.forked(), seq, id);
    return key.verify(message, signature.view());
  }

  private static Optional<Refusal> refuse(String expected) {
    return Rules.refuse(Ground.NO_PROOF, "expected " + expected);
  }
}
