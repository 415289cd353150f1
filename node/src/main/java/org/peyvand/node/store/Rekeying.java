package org.peyvand.node.store;

import java.io.IOException;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.log.StoreException;

/**
 * Brings a home under another passphrase and another data key.
 *
 * <p>Everything is written a second time, on the side that is not in use, under the new data key,
 * and compared. Then the key slots are replaced by one rename: before it the old passphrase opens
 * the old side, after it the new one the new side, and never both or neither. Then the old slots
 * are overwritten, and the old side is destroyed. What a crash leaves, the next opening destroys.
 */
final class Rekeying {
  /** Is told each step once it is done; tests stop there. */
  @FunctionalInterface
  interface Steps {
    void done(Step step);
  }

  /** What is done one after the other; {@link #SWITCHED} is the moment. */
  enum Step {
    SECRETS_WRITTEN,
    STORE_OPENED,
    STORE_WRITTEN,
    COMPARED,
    CLOSED,
    SWITCHED,
    SLOTS_DESTROYED,
    OLD_DESTROYED
  }

  private final HomeFiles files;
  private final Side old;
  private final Side next;
  private final Entropy entropy;
  private final Steps steps;
  private final KeySlots slots;
  private final SecretBytes dataKey;

  Rekeying(HomeFiles files, Side old, Entropy entropy, Steps steps) {
    this.files = files;
    this.old = old;
    this.next = old.other();
    this.entropy = entropy;
    this.steps = steps;
    this.slots = new KeySlots(files.keySlots());
    this.dataKey = SecretBytes.own(entropy.bytes(KeySlots.KEY_LENGTH));
  }

  /** Writes the other side, and compares it; takes it away again if that fails. */
  void build(SecretsFile secrets, StoreFolder store, Progress progress) throws HomeException {
    try {
      requireRoom(store);
      secrets.copyTo(files.secrets(next), dataKey);
      steps.done(Step.SECRETS_WRITTEN);
      StoreCopy copy = new StoreCopy(store, progress);
      try (StoreFolder to = openNext()) {
        steps.done(Step.STORE_OPENED);
        copy.copyTo(to);
      }
      steps.done(Step.STORE_WRITTEN);
      compare(secrets, copy);
      steps.done(Step.COMPARED);
    } catch (StoreException e) {
      throw takenBack(HomeException.of(e));
    } catch (HomeException e) {
      throw takenBack(e);
    }
  }

  /** The switch, once nothing of the old side is open any more. */
  void finish(byte[] passphrase) throws HomeException {
    steps.done(Step.CLOSED);
    try {
      slots.replace(passphrase, new KeySlots.Unlocked(dataKey, next), entropy);
    } finally {
      dataKey.destroy();
    }
    steps.done(Step.SWITCHED);
    slots.destroyReplaced(entropy);
    steps.done(Step.SLOTS_DESTROYED);
    files.destroy(old, entropy);
    steps.done(Step.OLD_DESTROYED);
  }

  private StoreFolder openNext() throws HomeException {
    return StoreFolder.open(files.store(next), files.mark(next), dataKey, entropy);
  }

  /** Opens what was written once more, as the next start will, and looks at all of it. */
  private void compare(SecretsFile secrets, StoreCopy copy) throws HomeException, StoreException {
    SecretsFile written = SecretsFile.open(files.secrets(next), dataKey, entropy);
    boolean same = secrets.holdsWhat(written);
    written.forget();
    if (!same) {
      throw new HomeException(
          HomeException.Kind.DAMAGED,
          "copying secrets: expected the same, found others in " + files.secrets(next));
    }
    try (StoreFolder to = openNext()) {
      copy.requireSame(to);
    }
  }

  /** All of it is there twice for a while. */
  private void requireRoom(StoreFolder store) throws HomeException, StoreException {
    try {
      long found = Database.roomOf(files.home()).bytes();
      long needed = store.sizeBytes() + Database.RESERVE_BYTES;
      if (found < needed) {
        throw new HomeException(
            HomeException.Kind.FULL,
            "rewriting "
                + files.home()
                + ": expected "
                + needed
                + " bytes of room, found "
                + found);
      }
    } catch (IOException e) {
      throw HomeException.of("asking for room at", files.home(), e);
    }
  }

  private HomeException takenBack(HomeException reason) {
    dataKey.destroy();
    try {
      files.destroy(next, entropy);
    } catch (HomeException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }
}
