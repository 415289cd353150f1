package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.sync.Run;

/**
 * What runs that must wait open. For they may wait for the very admissions that are unread, and no
 * other entry may ever give the key; it may take the links of many of them to come to it. Bounded:
 * of too many links the remembered ones are to be forgotten, and come again with the next offer.
 */
final class WaitingKeys {
  private final Keyring keyring;
  private int links;

  /**
   * @param empty a keyring of this device that holds no epoch
   */
  WaitingKeys(Keyring empty) {
    this.keyring = empty;
  }

  boolean isFull() {
    return links > Limits.WAITING_LINKS;
  }

  void add(AgreementKey key) {
    keyring.add(key);
  }

  /**
   * Takes what the headers of a run tell.
   *
   * @param taken what the entries tell that did not have to wait
   */
  void absorb(Run run, Keyring taken) {
    for (SignedEntry signed : run.entries()) {
      signed.entry().header().block().filter(EpochSeals::isWhole).ifPresent(b -> absorb(b, taken));
    }
  }

  private void absorb(EpochBlock block, Keyring taken) {
    keyring.know(block, taken);
    keyring.absorb(block);
    links += links(block);
  }

  /** What a keyring keeps of a block at most: its own seal, and the links to parents. */
  private static int links(EpochBlock block) {
    return block instanceof NewEpoch made ? 1 + made.parents().size() : 1;
  }

  List<EpochSecrets> opened() {
    return keyring.known().stream().map(id -> keyring.secrets(id).orElseThrow()).toList();
  }
}
