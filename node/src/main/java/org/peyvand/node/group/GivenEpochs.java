package org.peyvand.node.group;

import java.util.List;
import java.util.Optional;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SecretsFile;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.epoch.EpochForm;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;

/** Epochs that came out of a backup, kept as secrets: no entry gives them to this device. */
public final class GivenEpochs {
  private static final String NAME = "epochs/";

  private GivenEpochs() {}

  public static void put(SecretsFile file, NetworkId network, List<EpochSecrets> epochs)
      throws HomeException {
    file.put(name(network), SecretBytes.copyOf(EpochForm.encodeAll(epochs).view()));
  }

  static List<EpochSecrets> of(SecretsFile file, NetworkId network) {
    Optional<SecretBytes> kept = file.get(name(network));
    if (kept.isEmpty()) {
      return List.of();
    }
    return EpochForm.decodeAll(Bytes.copyOf(kept.get().expose()))
        .orElseThrow(
            () -> new IllegalStateException("epochs: expected our own bytes, found others"));
  }

  private static String name(NetworkId network) {
    return NAME + network.hex();
  }
}
