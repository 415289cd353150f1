package org.peyvand.node.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.ChainMaker;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.Table;

/** A process that appends until it is killed and says after each commit how far it came. */
final class Appender {
  static final NetworkId NETWORK = ChainMaker.network(1);

  private Appender() {}

  public static void main(String[] args) throws Exception {
    long seed = Long.parseLong(args[1]);
    Random random = new Random(~seed);
    ChainMaker chain = new ChainMaker(NETWORK, Lane.RECORDS, seed);
    EntryStore store = Homes.openStore(Path.of(args[0])).network(NETWORK);
    while (true) {
      List<Placed> entries = chain.next(1 + random.nextInt(40));
      long seq = entries.get(entries.size() - 1).place().seq();
      store.commit(new Commit(entries, List.of(row(seed, seq))));
      System.out.println(seq);
      System.out.flush();
    }
  }

  /** A row that is committed with the entries and must never be ahead of or behind them. */
  static Row row(long seed, long seq) {
    return new Row(Table.LOCAL, key(seed), Optional.of(number(seq)));
  }

  static Bytes key(long seed) {
    return number(seed);
  }

  static Bytes number(long number) {
    return Bytes.own(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
