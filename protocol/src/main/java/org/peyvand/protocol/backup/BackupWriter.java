package org.peyvand.protocol.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.bundle.BackupSeal;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleWriter;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.epoch.EpochForm;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;
import org.peyvand.protocol.words.InviteCode;

/**
 * Writes a backup: for each network its id, the invite that links whoever restores it, where others
 * were met, the epochs held, and all entries. No key of any device goes in.
 */
public final class BackupWriter implements AutoCloseable {
  private final BundleWriter out;

  private BackupWriter(BundleWriter out) {
    this.out = out;
  }

  /**
   * Begins a backup.
   *
   * @param passphrase UTF-8, the caller's to clear
   * @param owner what the device's owner is called
   */
  public static BackupWriter begin(
      OutputStream out, byte[] passphrase, String owner, Entropy entropy) throws IOException {
    return begin(BackupSeal.begin(out, passphrase, entropy), owner);
  }

  /** In a bundle that was begun for others. */
  static BackupWriter begin(BundleWriter out, String owner) throws IOException {
    out.write(new BundleFrame.Owner(Bytes.utf8(owner)));
    return new BackupWriter(out);
  }

  /** One network's entries, given out piece by piece, so that no thread is held for long. */
  public final class Network {
    private final CausalRuns runs;

    private Network(CausalRuns runs) {
      this.runs = runs;
    }

    /** The next piece; empty at the end. Reads the replica: for its thread. */
    public Optional<Run> next() throws StoreException {
      return runs.next();
    }

    /** Writes a piece; for any thread. */
    public void write(Run run) throws IOException {
      out.write(new BundleFrame.Entries(RunCodec.encode(run)));
    }
  }

  /**
   * Begins a network. Reads the replica: for its thread.
   *
   * @param code of an invite for a device of the owner, an entry of this network already; empty
   *     where the device may not write
   * @param peers HOST:PORT each
   */
  public Network network(Replica replica, Optional<InviteCode> code, List<String> peers)
      throws IOException {
    out.write(new BundleFrame.Network(replica.network()));
    if (code.isPresent()) {
      out.write(new BundleFrame.Link(Bytes.utf8(code.get().text())));
    }
    for (String peer : peers) {
      out.write(new BundleFrame.Peer(Bytes.utf8(peer)));
    }
    for (EpochId epoch : replica.keyring().known()) {
      EpochSecrets secrets = replica.keyring().secrets(epoch).orElseThrow();
      out.write(new BundleFrame.Epoch(EpochForm.encode(secrets)));
    }
    return new Network(new CausalRuns(replica.store()));
  }

  /** Writes the last block. Does not close the stream. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
