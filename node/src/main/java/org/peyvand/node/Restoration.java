package org.peyvand.node;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.peyvand.node.group.GivenEpochs;
import org.peyvand.node.live.Address;
import org.peyvand.node.live.Peers;
import org.peyvand.node.live.PendingJoins;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.HomeFolder;
import org.peyvand.node.store.NewHome;
import org.peyvand.node.store.PassphraseBytes;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.protocol.backup.Backup;
import org.peyvand.protocol.backup.BackupException;
import org.peyvand.protocol.backup.BackupReader;
import org.peyvand.protocol.backup.Restored;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.replica.DeviceSecrets;

/**
 * A backup made into a home: the history, and a device that nobody has seen before, which asks to
 * be linked. So whatever the lost device wrote after the backup, nothing is signed twice.
 *
 * @param device the new one
 * @param requests what it asks, by network; a network is missing where the lost device could not
 *     invite another
 */
public record Restoration(DeviceId device, Backup backup, Map<NetworkId, JoinRequest> requests) {
  public Restoration {
    requests = Map.copyOf(requests);
  }

  static Restoration run(
      Path home, Path file, char[] passphrase, char[] backupPassphrase, LongConsumer progress)
      throws HomeException, StoreException, IOException, BackupException {
    Entropy entropy = new SystemEntropy();
    byte[] utf8 = PassphraseBytes.of(backupPassphrase);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        NewHome made = NewHome.begin(home, passphrase, entropy)) {
      DeviceSecrets own = DeviceSecrets.generate(entropy);
      Backup backup =
          BackupReader.read(in, utf8, made.folder().store()::network, own, entropy, progress);
      new DeviceFile(made.folder().secrets()).create(own, backup.owner());
      Map<NetworkId, JoinRequest> requests = new HashMap<>();
      for (Restored one : backup.networks()) {
        keep(made.folder(), one, backup.owner(), own)
            .ifPresent(request -> requests.put(one.network(), request));
      }
      made.finish();
      return new Restoration(own.device(), backup, requests);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  static Backup verify(Path file, char[] backupPassphrase, LongConsumer progress)
      throws StoreException, IOException, BackupException {
    Entropy entropy = new SystemEntropy();
    byte[] utf8 = PassphraseBytes.of(backupPassphrase);
    Map<NetworkId, MemoryEntryStore> stores = new HashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return BackupReader.read(
          in,
          utf8,
          network -> stores.computeIfAbsent(network, n -> new MemoryEntryStore()),
          DeviceSecrets.generate(entropy),
          entropy,
          progress);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /** What is not an entry: the epochs, where others were met, and the wish to be linked. */
  private static Optional<JoinRequest> keep(
      HomeFolder home, Restored one, String owner, DeviceSecrets own)
      throws HomeException, StoreException {
    GivenEpochs.put(home.secrets(), one.network(), one.epochs());
    Peers peers = new Peers(home.store().network(one.network()));
    for (Address address : addresses(one)) {
      peers.add(address);
    }
    if (one.code().isEmpty()) {
      return Optional.empty();
    }
    InviteSeed seed = InviteSeed.of(SecretBytes.copyOf(one.code().get().seed().view()));
    JoinRequest request = JoinRequest.make(seed, own.signing(), own.keys(), owner, one.network());
    new PendingJoins(home.secrets())
        .put(new PendingJoins.Pending(one.code().get(), request, List.of()));
    return Optional.of(request);
  }

  private static List<Address> addresses(Restored one) {
    List<Address> addresses = new ArrayList<>();
    one.peers().forEach(peer -> Address.parse(peer).ifPresent(addresses::add));
    return addresses;
  }
}
