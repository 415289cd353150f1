package org.peyvand.node.group;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SecretsFile;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;

/**
 * How many entries this device has written in a network, kept outside the database: one that was
 * put back alone has fewer, and would write their numbers again.
 *
 * <p>Noted when a home is opened and closed and now and then between, never before they are
 * durable: a note that said too much would stop a sound device for good. The last ones before a
 * crash may be missing; a peer that has them tells. That this device must write no more is noted at
 * once, for it stays true whatever becomes of the commit that showed it.
 */
final class Generation {
  /** Durable own entries of a lane that are noted before more are written. */
  static final int STEP = 64;

  private static final String NAME = "generation/";
  private static final Lane[] LANES = {Lane.GOVERNANCE, Lane.RECORDS};
  private static final int LENGTH = 1 + 2 * Long.BYTES;

  private final SecretsFile file;
  private final String name;
  private final EntryStore store;
  private final DeviceId own;
  private boolean stopped;
  private long[] noted = new long[LANES.length];

  /**
   * @param store the durable one, which shows nothing that waits
   */
  Generation(SecretsFile file, NetworkId network, EntryStore store, DeviceId own) {
    this.file = file;
    this.name = NAME + network.hex();
    this.store = store;
    this.own = own;
    Optional<SecretBytes> before = file.get(name);
    if (before.isPresent() && before.get().length() == LENGTH) {
      ByteBuffer from = ByteBuffer.wrap(before.get().expose());
      stopped = from.get() == 1;
      noted = new long[] {from.getLong(), from.getLong()};
    }
  }

  /** Whether this device was stopped before, or has written more than the store has. */
  boolean isAhead() {
    boolean more = false;
    long[] written = written();
    for (int i = 0; i < LANES.length; i++) {
      more |= noted[i] > written[i];
    }
    return stopped || more;
  }

  /**
   * To be told before each writing and after each taking.
   *
   * @param stop as for {@link #note}
   */
  void noteNowAndThen(boolean stop) throws StoreException {
    long[] written = written();
    boolean due = stop != stopped;
    for (int i = 0; i < LANES.length; i++) {
      due |= written[i] - noted[i] >= STEP;
    }
    if (due) {
      note(stop);
    }
  }

  /**
   * Notes how far this device has written.
   *
   * @param stop that it must not write any more
   */
  void note(boolean stop) throws StoreException {
    long[] written = written();
    boolean changed = stop != stopped;
    for (int i = 0; i < LANES.length; i++) {
      written[i] = Math.max(written[i], noted[i]);
      changed |= written[i] > noted[i];
    }
    if (changed) {
      put(stop, written);
    }
  }

  private void put(boolean stop, long[] written) throws StoreException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).put((byte) (stop ? 1 : 0));
    bytes.putLong(written[0]).putLong(written[1]);
    try {
      file.put(name, SecretBytes.own(bytes.array()));
    } catch (HomeException e) {
      boolean full = e.kind() == HomeException.Kind.FULL;
      throw new StoreException(
          full ? StoreException.Kind.FULL : StoreException.Kind.FAILED, e.getMessage(), e);
    }
    stopped = stop;
    noted = written;
  }

  private long[] written() {
    long[] written = new long[LANES.length];
    for (int i = 0; i < LANES.length; i++) {
      Optional<Head> head = store.head(Branch.main(new ChainId(own, LANES[i])));
      written[i] = head.map(Head::seq).orElse(-1L) + 1;
    }
    return written;
  }
}
