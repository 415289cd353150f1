package org.peyvand.protocol.backup;

import java.util.List;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.words.InviteCode;

/**
 * One network of a backup.
 *
 * @param name what its members call it
 * @param code by which the new device asks to be linked
 * @param peers where others were met, HOST:PORT
 * @param epochs that no seal gives to the new device
 */
public record Restored(
    NetworkId network,
    String name,
    InviteCode code,
    List<String> peers,
    List<EpochSecrets> epochs,
    long entries) {
  public Restored {
    peers = List.copyOf(peers);
    epochs = List.copyOf(epochs);
  }
}
