package org.peyvand.node.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peyvand.protocol.id.EpochId;

/** Short numbers for a network's epochs, so that entries need not repeat their 32 bytes. */
final class Epochs {
  private final Map<EpochId, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, EpochId> ids = new ConcurrentHashMap<>();

  /** The epoch's number, or null. */
  Integer number(EpochId id) {
    return numbers.get(id);
  }

  /**
   * The epoch of that number.
   *
   * @throws IllegalArgumentException if there is none
   */
  EpochId id(int number) {
    EpochId id = ids.get(number);
    if (id == null) {
      throw new IllegalArgumentException("epoch: expected a known number, found " + number);
    }
    return id;
  }

  int size() {
    return numbers.size();
  }

  void put(EpochId id, int number) {
    ids.put(number, id);
    numbers.put(id, number);
  }
}
