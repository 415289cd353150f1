package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/** One of a {@link Village}. */
public final class Villager {
  public final DeviceSecrets own;
  private final Entropy entropy;
  public Replica replica;

  Villager(DeviceSecrets own, Replica replica, Entropy entropy) {
    this.own = own;
    this.replica = replica;
    this.entropy = entropy;
  }

  public Written write(Act act) throws StoreException {
    return replica.write(List.of(act), 1_000);
  }

  void reopen() throws StoreException {
    replica = Replica.open(replica.network(), replica.store(), own, entropy);
  }

  /** With a program that writes on though it was told that it is a copy. */
  void reopenHeedless() throws StoreException {
    for (Bytes key : replica.store().rows(Table.LOCAL).keySet()) {
      Row none = new Row(Table.LOCAL, key, Optional.empty());
      replica.store().commit(new Commit(List.of(), List.of(none)));
    }
    reopen();
  }

  /** All that this one has. */
  public List<Run> runs() throws StoreException {
    List<Run> runs = new ArrayList<>();
    for (Head head : replica.store().heads()) {
      long next = head.firstSeq();
      for (Optional<Run> run = cut(head, next); run.isPresent(); run = cut(head, next)) {
        runs.add(run.get());
        next = run.get().lastSeq() + 1;
      }
    }
    return runs;
  }

  List<Run> governanceRuns() throws StoreException {
    return runs().stream().filter(run -> run.chain().lane() == Lane.GOVERNANCE).toList();
  }

  private Optional<Run> cut(Head head, long from) throws StoreException {
    return from > head.seq() ? Optional.empty() : Runs.cut(replica.store(), head.branch(), from);
  }
}
