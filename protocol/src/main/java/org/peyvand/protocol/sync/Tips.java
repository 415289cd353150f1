package org.peyvand.protocol.sync;

import java.util.List;
import org.peyvand.protocol.entry.Limits;

/** What every list of tips keeps. */
final class Tips {
  private Tips() {}

  /**
   * @throws IllegalArgumentException unless the tips ascend, none twice, and no chain has more of
   *     them than branches are kept
   */
  static void requireOrder(List<Tip> tips) {
    int ofChain = 1;
    for (int i = 1; i < tips.size(); i++) {
      Tip before = tips.get(i - 1);
      Tip tip = tips.get(i);
      if (before.compareTo(tip) >= 0) {
        throw new IllegalArgumentException("heads: expected ascending, none twice");
      }
      ofChain = before.chain().equals(tip.chain()) ? ofChain + 1 : 1;
      if (ofChain > Limits.LINKED_BRANCHES) {
        throw new IllegalArgumentException(
            "heads: expected at most " + Limits.LINKED_BRANCHES + " branches of a chain");
      }
    }
  }
}
