package org.peyvand.protocol.membership;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answers asked for last; others can be worked out again. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final int KEPT = 64;
  private static final float LOAD = 0.75f;

  Recent() {
    super(KEPT, LOAD, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > KEPT;
  }
}
