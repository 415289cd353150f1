package org.peyvand.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.peyvand.protocol.crypto.Aead;

/** Changes in plain, that are sealed all at once. */
final class Batch {
  private final List<Change> plain = new ArrayList<>();

  void put(Family family, byte[] key, byte[] value) {
    plain.add(new Change(family, key, value));
  }

  void remove(Family family, byte[] key) {
    plain.add(new Change(family, key, null));
  }

  /** All of them, family by family: a cipher that meets its last key again is ready at once. */
  List<Change> sealed(StoreKeys keys) {
    plain.sort(Comparator.comparing(Change::family));
    ByteBuffer nonces = ByteBuffer.wrap(keys.nonces(plain.size()));
    List<Change> sealed = new ArrayList<>(plain.size());
    for (Change change : plain) {
      sealed.add(change.value() == null ? change : seal(keys, change, nonces));
    }
    return sealed;
  }

  private static Change seal(StoreKeys keys, Change change, ByteBuffer nonces) {
    byte[] nonce = new byte[Aead.NONCE_LENGTH];
    nonces.get(nonce);
    byte[] value = keys.seal(change.family(), change.key(), nonce, change.value());
    return new Change(change.family(), change.key(), value);
  }
}
