package org.peyvand.protocol.membership;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/** What a device signs, from its parts: for fork proofs of entries that were never made. */
public final class ForkBytes {
  private static final String ID_DOMAIN = "peyvand/entry/1";
  private static final String SIGNATURE_DOMAIN = "peyvand/signature/1";

  /** Verdicts on the proofs of the pool, of which there are few. */
  private static final Map<Act.ProveFork, Boolean> VERDICTS = new ConcurrentHashMap<>();

  private ForkBytes() {}

  public static byte[] signed(NetworkId network, DeviceId device, Lane lane, long seq, EntryId id) {
    return Digest.tagged(
        SIGNATURE_DOMAIN,
        id.bytes().equals(network.bytes()) ? new byte[NetworkId.LENGTH] : network.bytes().view(),
        device.bytes().view(),
        new byte[] {(byte) lane.number()},
        ByteBuffer.allocate(Long.BYTES).putLong(seq).array(),
        id.bytes().view());
  }

  /** M10.1: whether both signatures hold, the other one over where the path leads. */
  public static boolean proves(NetworkId network, Act.ProveFork fork) {
    return VERDICTS.computeIfAbsent(
        fork,
        f ->
            holds(network, f, f.seq(), f.one(), f.oneSignature())
                && holds(network, f, f.seq() + f.path().size(), end(f), f.otherSignature()));
  }

  private static EntryId end(Act.ProveFork fork) {
    EntryId id = fork.other();
    for (Bytes content : fork.path()) {
      id = after(id, content);
    }
    return id;
  }

  /** The entry that says this after that one. */
  static EntryId after(EntryId previous, Bytes content) {
    return EntryId.of(Digest.tagged(ID_DOMAIN, previous.bytes().view(), content.view()));
  }

  private static boolean holds(
      NetworkId network, Act.ProveFork fork, long seq, EntryId id, Bytes signature) {
    byte[] message = signed(network, fork.device(), fork.forked(), seq, id);
    return Signatures.verify(fork.device().bytes().view(), message, signature.view());
  }
}
