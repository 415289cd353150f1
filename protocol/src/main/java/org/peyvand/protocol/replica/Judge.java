package org.peyvand.protocol.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.crypto.VerifyingKey;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.sync.Run;

/** What can be said of a run from its own bytes: that it is of this network, and signed. */
final class Judge {
  /** Keys kept in their checked form; a network has at most some thousand devices. */
  private static final int KEYS = 4_096;

  private final NetworkId network;
  private final Map<DeviceId, Optional<VerifyingKey>> keys = new HashMap<>();

  Judge(NetworkId network) {
    this.network = network;
  }

  Optional<Verdict> judge(Run run) {
    NetworkId found = run.first().network();
    return found.equals(network)
        ? signatures(run.entries())
        : refused(Reason.FOREIGN_NETWORK, "expected " + network + ", found " + found);
  }

  /** Governance entries bear one each, so that each can be shown alone; records one a run. */
  private Optional<Verdict> signatures(List<SignedEntry> run) {
    SignedEntry last = run.get(run.size() - 1);
    boolean all = last.entry().header().lane() == Lane.GOVERNANCE;
    for (SignedEntry signed : all ? run : List.of(last)) {
      if (signed.signature().isEmpty()) {
        return refused(Reason.NO_SIGNATURE, "expected a signature, found none");
      }
      if (!verify(signed)) {
        return refused(Reason.BAD_SIGNATURE, "expected its device's signature, found another");
      }
    }
    return Optional.empty();
  }

  private boolean verify(SignedEntry signed) {
    DeviceId device = signed.entry().header().device();
    if (keys.size() >= KEYS && !keys.containsKey(device)) {
      keys.clear();
    }
    return keys.computeIfAbsent(device, d -> VerifyingKey.of(d.bytes().view()))
        .filter(
            key ->
                key.verify(EntryCodec.signedBytes(signed.entry()), signed.signature().get().view()))
        .isPresent();
  }

  private static Optional<Verdict> refused(Reason reason, String detail) {
    return Optional.of(new Verdict.Rejected(reason, detail));
  }
}
