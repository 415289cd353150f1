package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.log.StoreException;

/** Lets keys wear out sooner than they do, for worlds in which little is written. */
public final class Wearing {
  private Wearing() {}

  /** The replica makes new keys after so many entries, for as long as it is open. */
  public static void after(Replica replica, int entries) {
    replica.wearOut(new Wear(entries, 0, Math.min(entries, Limits.SEALING_KEY_ENTRIES)));
  }

  /** The private sealing keys that it has made. */
  public static List<AgreementKey> keys(Replica replica) throws StoreException {
    return OwnKeys.in(replica.store());
  }
}
