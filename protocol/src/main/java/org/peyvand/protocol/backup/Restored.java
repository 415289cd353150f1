package org.peyvand.protocol.backup;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.words.InviteCode;

/**
 * One network of a backup.
 *
 * @param name what its members call it
 * @param code by which the new device asks to be linked; empty where the lost one could invite none
 * @param peers where others were met, HOST:PORT
 * @param epochs that no seal gives to the new device
 */
public record Restored(
    NetworkId network,
    String name,
    Optional<InviteCode> code,
    List<String> peers,
    List<EpochSecrets> epochs,
    long entries) {
  public Restored {
    peers = List.copyOf(peers);
    epochs = List.copyOf(epochs);
  }
}
