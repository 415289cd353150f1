package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.epoch.EpochForm;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/**
 * Epochs that came in runs which had to wait: one row each. What they opened may be built on at
 * once, so they must not be lost at a restart, before the runs have come again.
 */
final class AheadEpochs {
  private static final EpochRows ROWS = new EpochRows("epoch-ahead/");

  private AheadEpochs() {}

  static List<EpochSecrets> in(EntryStore store) throws StoreException {
    List<EpochSecrets> epochs = new ArrayList<>();
    for (Bytes row : ROWS.in(store).values()) {
      epochs.add(
          EpochForm.decode(row)
              .orElseThrow(
                  () ->
                      new StoreException(
                          StoreException.Kind.DAMAGED, "epoch row: expected an epoch", null)));
    }
    return epochs;
  }

  static void keep(Draft draft, EpochSecrets epoch) {
    ROWS.put(draft, epoch.id(), EpochForm.encode(epoch));
  }
}
