package org.peyvand.node.live;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.replica.Replica;

/** The keys under which nodes meet: of a network's epochs, and of its invites. */
final class Keys {
  /** Epochs that a listener tries and a dialler falls back to. */
  static final int EPOCHS = 64;

  private static final byte[] SALT = Bytes.utf8("peyvand/wire/1").view();

  private Keys() {}

  /** One for each epoch that is held, newest first. */
  static List<Candidate> members(Replica replica) {
    List<Candidate> candidates = new ArrayList<>();
    for (EpochId epoch : replica.epochsNewestFirst()) {
      if (candidates.size() < EPOCHS) {
        EpochSecrets secrets = replica.keyring().secrets(epoch).orElseThrow();
        candidates.add(
            Candidate.member(replica.network(), epoch, psk(secrets, replica.network().bytes())));
      }
    }
    return candidates;
  }

  /** One for each invite that stands; those that are spent too, for a bearer who comes back. */
  static List<Candidate> invites(Replica replica) {
    return replica.membership().invitations().values().stream()
        .filter(invite -> invite.state() != Invitation.State.REVOKED)
        .map(invite -> join(invite.act().signing(), invite.act().psk()))
        .toList();
  }

  static Candidate join(Bytes signing, Bytes psk) {
    return Candidate.join(signing, SecretBytes.copyOf(psk.view()));
  }

  private static SecretBytes psk(EpochSecrets secrets, Bytes network) {
    SecretBytes prk = Hkdf.extract(SALT, secrets.governance().expose());
    return SecretBytes.own(Hkdf.expand(prk, network.view(), Candidate.PSK_LENGTH));
  }
}
