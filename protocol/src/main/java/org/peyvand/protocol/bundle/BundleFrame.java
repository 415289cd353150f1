package org.peyvand.protocol.bundle;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;

/** One piece of what a bundle carries. */
public sealed interface BundleFrame {
  /** Which network the runs after it belong to. */
  record Network(NetworkId network) implements BundleFrame {}

  /** Entries, encoded as sync does. */
  record Entries(Bytes run) implements BundleFrame {}

  /** A signed request to join. */
  record Request(Bytes request) implements BundleFrame {}

  /** Only in a backup: what its owner is called, UTF-8. */
  record Owner(Bytes name) implements BundleFrame {}

  /** Only in a backup: an epoch's secrets. */
  record Epoch(Bytes secrets) implements BundleFrame {}

  /** Only in a backup: the code of an invite for a device of its owner, as text. */
  record Link(Bytes code) implements BundleFrame {}

  /** Only in a backup: where others may be found, HOST:PORT. */
  record Peer(Bytes address) implements BundleFrame {}
}
