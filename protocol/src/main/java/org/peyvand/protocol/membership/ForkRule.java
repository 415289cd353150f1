package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.crypto.VerifyingKey;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;

/** Two signatures of one device for one place prove that it was copied or put back. */
final class ForkRule {
  private ForkRule() {}

  static Optional<Refusal> refusal(Membership known, Member author, Act.ProveFork fork) {
    Optional<Member> owner = known.memberOf(fork.device());
    if (owner.isEmpty() || owner.get().retired().containsKey(fork.device())) {
      return Rules.refuse(Ground.NO_SUCH_DEVICE, "expected a member's device in use");
    }
    if (owner.get().id().equals(author.id())) {
      return Rules.refuse(Ground.ONE_S_OWN, "expected another member than the device's");
    }
    return isProven(known, fork)
        ? Optional.empty()
        : Rules.refuse(Ground.NO_PROOF, "expected two signatures of the device for one place");
  }

  private static boolean isProven(Membership known, Act.ProveFork fork) {
    Optional<VerifyingKey> key = VerifyingKey.of(fork.device().bytes().view());
    return fork.one().compareTo(fork.other()) < 0
        && key.isPresent()
        && isSigned(known, fork, key.get(), fork.one(), fork.oneSignature())
        && isSigned(known, fork, key.get(), fork.other(), fork.otherSignature());
  }

  private static boolean isSigned(
      Membership known, Act.ProveFork fork, VerifyingKey key, EntryId id, Bytes signature) {
    byte[] message =
        EntryCodec.signedBytes(
            Optional.of(known.network()), fork.device(), fork.forked(), fork.seq(), id);
    return key.verify(message, signature.view());
  }
}
