package org.peyvand.protocol.sync;

import java.util.OptionalLong;
import org.peyvand.protocol.log.Head;

/** A head with what this session makes of it, each made once: with many heads that is the cost. */
final class KeyedHead {
  private final SessionKey key;
  private final Head head;
  private final Fingerprint item;
  private OptionalLong check = OptionalLong.empty();

  KeyedHead(SessionKey key, Head head) {
    this.key = key;
    this.head = head;
    this.item = key.item(head);
  }

  Head head() {
    return head;
  }

  Fingerprint item() {
    return item;
  }

  /** The head as it is said on the wire. */
  Tip tip() {
    if (check.isEmpty()) {
      check = OptionalLong.of(key.check(head.id()));
    }
    return new Tip(head.branch().chain(), head.seq(), check.getAsLong());
  }
}
