package org.peyvand.protocol.bundle;

import java.util.Optional;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.NetworkId;

/** One piece of what a bundle carries. */
public sealed interface BundleFrame {
  /** Which network the runs after it belong to. */
  record Network(NetworkId network) implements BundleFrame {}

  /** Entries, encoded as sync does; nobody says who hands them on. */
  record Entries(Bytes run) implements BundleFrame {}

  /**
   * Entries, encoded as sync does, and who hands them on. The signature speaks for the run alone:
   * in another file it says no more than that its maker once passed these entries on.
   *
   * @param device who is said to hand them on: only if {@link #maker} says so too is it true
   */
  record Signed(DeviceId device, Bytes signature, Bytes run) implements BundleFrame {
    private static final String DOMAIN = "peyvand/bundle/run/1";

    public Signed {
      Bytes.requireLength(signature, Signatures.LENGTH, "maker's signature");
    }

    public static Signed by(SigningKey maker, Bytes run) {
      Bytes signature = Bytes.own(maker.sign(message(run)));
      return new Signed(DeviceId.of(maker.publicKey()), signature, run);
    }

    /** The device, if it has signed the run. */
    public Optional<DeviceId> maker() {
      return Signatures.verify(device.bytes().view(), message(run), signature.view())
          ? Optional.of(device)
          : Optional.empty();
    }

    private static byte[] message(Bytes run) {
      return Digest.tagged(DOMAIN, run.view());
    }
  }

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
