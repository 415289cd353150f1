package org.peyvand.protocol.backup;

import java.util.List;

/**
 * What a backup held, besides the entries, which are in the stores.
 *
 * @param owner what the owner of the lost device is called
 */
public record Backup(String owner, List<Restored> networks) {
  public Backup {
    networks = List.copyOf(networks);
  }

  /** Entries of all networks. */
  public long entries() {
    return networks.stream().mapToLong(Restored::entries).sum();
  }
}
