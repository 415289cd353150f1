package org.peyvand.protocol.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.epoch.EpochForm;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Invitation;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.words.InviteCode;

/** One network on its way from a backup into a store. */
final class Refill {
  /** Runs that are written in one piece; a piece costs a wait for the disk. */
  private static final int BATCH_RUNS = 256;

  private static final int BATCH_ENTRIES = 1_024;

  private final NetworkId network;
  private final EntryStore store;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private final List<String> peers = new ArrayList<>();
  private final List<EpochSecrets> epochs = new ArrayList<>();
  private final List<Run> batch = new ArrayList<>();
  private Optional<InviteCode> code = Optional.empty();
  private Optional<Replica> replica = Optional.empty();
  private int waiting;
  private long entries;

  Refill(NetworkId network, EntryStore store, DeviceSecrets own, Entropy entropy) {
    this.network = network;
    this.store = store;
    this.own = own;
    this.entropy = entropy;
  }

  void link(String text) throws BackupException {
    if (!(InviteCode.parse(text) instanceof InviteCode.Valid valid)) {
      throw BackupReader.damaged("expected a code, found other text");
    }
    code = Optional.of(valid.code());
  }

  void peer(String address) {
    peers.add(address);
  }

  void epoch(Bytes secrets) throws BackupException {
    epochs.add(
        EpochForm.decode(secrets)
            .orElseThrow(() -> BackupReader.damaged("expected an epoch, found other bytes")));
  }

  void run(Run run) throws BackupException, StoreException {
    batch.add(run);
    waiting += run.size();
    if (batch.size() >= BATCH_RUNS || waiting >= BATCH_ENTRIES) {
      flush();
    }
  }

  private void flush() throws BackupException, StoreException {
    if (replica.isEmpty()) {
      replica = Optional.of(Replica.open(network, store, own, entropy, epochs));
    }
    for (Verdict verdict : replica.get().take(batch).verdicts()) {
      if (!(verdict instanceof Verdict.Accepted accepted)) {
        throw BackupReader.damaged("expected an entry of " + network + " that holds: " + verdict);
      }
      entries += accepted.entries();
    }
    batch.clear();
    waiting = 0;
  }

  /** What it was, once all of it is in the store. */
  Restored finish() throws BackupException, StoreException {
    flush();
    Replica whole = replica.orElseThrow();
    if (!whole.membership().isFounded()) {
      throw BackupReader.damaged("expected the founding of " + network + ", found none");
    }
    if (code.isPresent() && !isOf(whole, code.get())) {
      throw BackupReader.damaged("expected an invite of " + network + ", found another");
    }
    return new Restored(network, whole.membership().name(), code, peers, epochs, entries);
  }

  private static boolean isOf(Replica replica, InviteCode code) {
    if (!code.networkHash().equals(NetworkHash.of(replica.network()))) {
      return false;
    }
    Bytes signing = InviteSeed.of(SecretBytes.copyOf(code.seed().view())).signingPublic();
    return replica.membership().invitations().values().stream()
        .map(Invitation::act)
        .anyMatch(invite -> invite.forDevice() && invite.signing().equals(signing));
  }
}
