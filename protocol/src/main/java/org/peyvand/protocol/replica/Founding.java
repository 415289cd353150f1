package org.peyvand.protocol.replica;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;

/** Makes the founding entry, which names the network and carries epoch 0. */
public final class Founding {
  private Founding() {}

  /** A new network's first entry; {@link Replica#found} takes it. */
  public static SignedEntry make(
      DeviceSecrets own, Act.Genesis genesis, Entropy entropy, long nowMs) {
    EpochSecrets secrets = EpochSecrets.generate(entropy);
    EpochBlock block = EpochSeals.create(secrets, List.of(own.keys()), Map.of());
    Header header =
        new Header(
            Optional.empty(),
            own.device(),
            Lane.GOVERNANCE,
            0,
            Optional.empty(),
            List.of(),
            secrets.id(),
            Bytes.own(entropy.bytes(Limits.RANDOM_BYTES)),
            Optional.of(block));
    Entry entry = Author.seal(header, secrets, new Body(nowMs, genesis));
    byte[] signature = own.signing().sign(EntryCodec.signedBytes(entry));
    return new SignedEntry(entry, Optional.of(Bytes.own(signature)));
  }
}
