package org.peyvand.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/** A member whose entries others hold, but whose own device is only in memory. */
final class Author {
  private final DeviceSecrets own;
  private final Replica replica;
  private long given;

  private Author(DeviceSecrets own, Replica replica) {
    this.own = own;
    this.replica = replica;
  }

  static Author enter(DeviceSecrets own, NetworkId network, List<Run> governance, Entropy entropy)
      throws StoreException {
    Replica replica = Replica.open(network, new MemoryEntryStore(), own, entropy);
    replica.enter(governance);
    return new Author(own, replica);
  }

  /** Writes, and returns the runs that others have not been given yet. */
  List<Run> write(List<Act> acts, long nowMs) throws StoreException {
    replica.write(acts, nowMs);
    List<Run> fresh = new ArrayList<>();
    for (Run run : runs(replica.store(), Lane.RECORDS, given)) {
      if (run.chain().device().equals(own.device())) {
        fresh.add(run);
        given = run.lastSeq() + 1;
      }
    }
    return fresh;
  }

  /** All runs of a lane from a place in each chain on. */
  static List<Run> runs(EntryStore store, Lane lane, long from) throws StoreException {
    List<Run> runs = new ArrayList<>();
    for (Head head : store.heads()) {
      if (head.branch().chain().lane() == lane) {
        long next = Math.max(from, head.firstSeq());
        while (next <= head.seq()) {
          Optional<Run> run = Runs.cut(store, head.branch(), next);
          runs.add(run.orElseThrow());
          next = run.get().lastSeq() + 1;
        }
      }
    }
    return runs;
  }
}
