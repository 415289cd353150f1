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
}
