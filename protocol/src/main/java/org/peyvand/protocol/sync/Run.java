package org.peyvand.protocol.sync;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;

/**
 * Entries of one chain that follow each other. The last one is signed, and its signature speaks for
 * all before it.
 */
public record Run(List<SignedEntry> entries) {

  /**
   * @throws IllegalArgumentException if the entries do not follow each other or the last one is not
   *     signed
   */
  public Run {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("run: expected an entry, found none");
    }
    if (entries.get(entries.size() - 1).signature().isEmpty()) {
      throw new IllegalArgumentException("run: expected a signature on the last entry, found none");
    }
    Header first = entries.get(0).entry().header();
    if (first.network().isEmpty() && (first.seq() != 0 || first.lane() != Lane.GOVERNANCE)) {
      throw new IllegalArgumentException("run: expected GENESIS only at the start of governance");
    }
    for (int i = 1; i < entries.size(); i++) {
      requireFollows(entries.get(i - 1).entry(), entries.get(i).entry());
    }
  }

  private static void requireFollows(Entry before, Entry after) {
    Header header = after.header();
    if (!header.chain().equals(before.header().chain())
        || header.seq() != before.header().seq() + 1
        || !header.previous().equals(Optional.of(before.id()))
        || !header.network().equals(Optional.of(before.network()))) {
      throw new IllegalArgumentException(
          "run: expected the entry after "
              + before.header().seq()
              + ", found one that does not follow it, at "
              + header.seq());
    }
  }

  public ChainId chain() {
    return first().header().chain();
  }

  public Entry first() {
    return entries.get(0).entry();
  }

  public Entry last() {
    return entries.get(entries.size() - 1).entry();
  }

  public long firstSeq() {
    return first().header().seq();
  }

  public long lastSeq() {
    return last().header().seq();
  }

  /** The entry that the first one follows; empty at 0. */
  public Optional<EntryId> previous() {
    return first().header().previous();
  }

  public int size() {
    return entries.size();
  }

  /** The first {@code count} entries; the last of them must be signed. */
  Run prefix(int count) {
    return count == size() ? this : new Run(entries.subList(0, count));
  }
}
