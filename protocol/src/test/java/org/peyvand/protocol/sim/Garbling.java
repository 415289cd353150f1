package org.peyvand.protocol.sim;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Decoded;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;

/** Bytes that are not what they seem. */
final class Garbling {
  /** The order of the group of Ed25519. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final int DEPTH = 10_000;

  private Garbling() {}

  static void bombs(Villain villain) throws StoreException {
    byte[] huge = new byte[Limits.ENTRY_BYTES + 1];
    SignedEntry tooLarge = villain.hand(Lane.RECORDS).body(huge);
    Decoded<Run> decoded = RunCodec.decode(RunCodec.encode(new Run(List.of(tooLarge))));
    Laws.require(decoded instanceof Decoded.Bad, villain.node, "an entry beyond the limit passed");
    byte[] nested = new byte[DEPTH];
    Arrays.fill(nested, (byte) 0x0b); // a group within a group within a group
    villain.publish(villain.hand(Lane.GOVERNANCE).body(nested));
    byte[] lengths = new byte[DEPTH];
    Arrays.fill(lengths, (byte) 0xff);
    villain.publish(villain.hand(Lane.GOVERNANCE).body(lengths));
    villain.publish(villain.hand(Lane.RECORDS).body(nested));
  }

  static void malleated(Villain villain) throws StoreException {
    SignedEntry good = villain.hand(Lane.GOVERNANCE).act(villain.seed().invite(1, true));
    SimNode to = villain.somebody();
    villain.giveInVain(to, signed(good, beyondOrder(good.signature().orElseThrow())));
    villain.giveInVain(to, signed(good, Bytes.own(new byte[Limits.SIGNATURE_BYTES])));
    Entry entry = good.entry();
    Bytes longer = entry.headerBytes().concat(Bytes.own(new byte[] {(byte) 0xf8, 1, 0}));
    Laws.require(
        EntryCodec.decode(longer, entry.sealedBody()) instanceof Decoded.Bad,
        to,
        "a header in other bytes passed");
    byte[] body = entry.sealedBody().toArray();
    body[body.length - 1] ^= 1;
    Entry other = EntryCodec.make(entry.header(), Bytes.own(body));
    villain.giveInVain(
        to, signed(new SignedEntry(other, good.signature()), good.signature().get()));
    villain.publish(good);
  }

  private static SignedEntry signed(SignedEntry entry, Bytes signature) {
    return new SignedEntry(entry.entry(), Optional.of(signature));
  }

  /** The same R with S + L: valid for a verifier that does not insist on canonical S. */
  private static Bytes beyondOrder(Bytes signature) {
    byte[] bytes = signature.toArray();
    byte[] little = Arrays.copyOfRange(bytes, 32, 64);
    BigInteger s = new BigInteger(1, reversed(little)).add(ORDER);
    byte[] big = s.toByteArray();
    byte[] padded = new byte[32];
    int from = Math.max(0, big.length - 32);
    System.arraycopy(big, from, padded, 32 - (big.length - from), big.length - from);
    System.arraycopy(reversed(padded), 0, bytes, 32, 32);
    return Bytes.own(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
