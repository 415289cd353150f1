package org.peyvand.protocol.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.peyvand.protocol.bundle.BackupSeal;
import org.peyvand.protocol.bundle.BundleException;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleReader;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;

/**
 * Reads a backup into empty stores. Every entry goes through the same door as one from a stranger,
 * so what was read whole is a log that holds.
 */
public final class BackupReader {
  /** Where the entries go: an empty store for each network. */
  @FunctionalInterface
  public interface Stores {
    EntryStore network(NetworkId network) throws StoreException;
  }

  private final BundleReader in;
  private final Stores stores;
  private final DeviceSecrets own;
  private final Entropy entropy;
  private final LongConsumer progress;
  private final List<Restored> networks = new ArrayList<>();
  private String owner = "";
  private Optional<Refill> open = Optional.empty();
  private long entries;

  private BackupReader(
      BundleReader in, Stores stores, DeviceSecrets own, Entropy entropy, LongConsumer progress) {
    this.in = in;
    this.stores = stores;
    this.own = own;
    this.entropy = entropy;
    this.progress = progress;
  }

  /**
   * Reads all of it.
   *
   * @param passphrase UTF-8, the caller's to clear
   * @param own the new device's keys
   * @param progress told how many entries were read so far
   * @throws BackupException and then the stores hold a part, which is to be thrown away
   */
  public static Backup read(
      InputStream in,
      byte[] passphrase,
      Stores stores,
      DeviceSecrets own,
      Entropy entropy,
      LongConsumer progress)
      throws IOException, BackupException, StoreException {
    try {
      BundleReader bundle =
          BackupSeal.open(in, passphrase)
              .orElseThrow(
                  () ->
                      new BackupException(
                          BackupException.Kind.WRONG_PASSPHRASE,
                          "expected the passphrase of this backup, found another"));
      return read(bundle, stores, own, entropy, progress);
    } catch (BundleException e) {
      throw new BackupException(e);
    }
  }

  /** Out of a bundle that was opened already. */
  static Backup read(
      BundleReader bundle, Stores stores, DeviceSecrets own, Entropy entropy, LongConsumer progress)
      throws IOException, BundleException, BackupException, StoreException {
    return new BackupReader(bundle, stores, own, entropy, progress).read();
  }

  private Backup read() throws IOException, BundleException, BackupException, StoreException {
    for (Optional<BundleFrame> frame = in.next(); frame.isPresent(); frame = in.next()) {
      take(frame.get());
    }
    finish();
    if (owner.isEmpty()) {
      throw damaged("expected its owner's name, found none");
    }
    return new Backup(owner, networks);
  }

  private void take(BundleFrame frame) throws BackupException, StoreException {
    if (frame instanceof BundleFrame.Owner name && owner.isEmpty()) {
      owner = text(name.name());
    } else if (frame instanceof BundleFrame.Network network) {
      finish();
      begin(network.network());
    } else if (frame instanceof BundleFrame.Link link) {
      refill().link(text(link.code()));
    } else if (frame instanceof BundleFrame.Peer peer) {
      refill().peer(text(peer.address()));
    } else if (frame instanceof BundleFrame.Epoch epoch) {
      refill().epoch(epoch.secrets());
    } else if (frame instanceof BundleFrame.Entries coded) {
      take(coded.run());
    } else {
      throw damaged("expected a part of a backup, found " + frame.getClass().getSimpleName());
    }
  }

  private void take(Bytes coded) throws BackupException, StoreException {
    Run run =
        RunCodec.decode(coded)
            .asOptional()
            .orElseThrow(() -> damaged("expected a run of entries, found other bytes"));
    refill().run(run);
    entries += run.size();
    progress.accept(entries);
  }

  private void begin(NetworkId network) throws BackupException, StoreException {
    EntryStore store = stores.network(network);
    if (!store.heads().isEmpty()) {
      throw damaged("expected each network once, found " + network + " twice");
    }
    open = Optional.of(new Refill(network, store, own, entropy));
  }

  private Refill refill() throws BackupException {
    return open.orElseThrow(() -> damaged("expected a network first, found none"));
  }

  private void finish() throws BackupException, StoreException {
    if (open.isPresent()) {
      networks.add(open.get().finish());
      open = Optional.empty();
    }
  }

  private static String text(Bytes utf8) {
    return new String(utf8.view(), StandardCharsets.UTF_8);
  }

  static BackupException damaged(String detail) {
    return new BackupException(BackupException.Kind.DAMAGED, detail);
  }
}
