package org.peyvand.protocol.entry;

import java.util.Optional;
import org.peyvand.protocol.id.Bytes;

/**
 * An entry with its signature, where there is one: an entry without is authentic through a later
 * entry of its chain that has one.
 */
public record SignedEntry(Entry entry, Optional<Bytes> signature) {
  public SignedEntry {
    signature.ifPresent(s -> Bytes.requireLength(s, Limits.SIGNATURE_BYTES, "signature"));
  }

  /** The same without its body. */
  public SignedEntry erased() {
    return entry.isErased() ? this : new SignedEntry(EntryCodec.erase(entry), signature);
  }
}
