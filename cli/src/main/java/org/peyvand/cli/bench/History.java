package org.peyvand.cli.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/**
 * Governance entries in the order in which they were written, only in memory: what they say and
 * know, without seals and signatures. The same for each run.
 */
final class History {
  private static final long SEED = 20_260_101;
  private static final int NEWS = 64;
  private static final EpochId NO_EPOCH = EpochId.of(new byte[EpochId.LENGTH]);
  private static final Bytes NO_RANDOM = Bytes.own(new byte[Limits.RANDOM_BYTES]);

  private final Random random = new Random(SEED);
  private final List<Written> all = new ArrayList<>();

  /** An entry and what is sealed in it. */
  record Written(Entry entry, Act act) {
    EntryId id() {
      return entry.id();
    }
  }

  Random random() {
    return random;
  }

  byte[] entropy(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  List<Written> all() {
    return Collections.unmodifiableList(all);
  }

  int size() {
    return all.size();
  }

  NetworkId network() {
    return new NetworkId(id(0).bytes());
  }

  /** One of the newest entries, as somebody has it who is not quite up to date. */
  EntryId news() {
    return all.get(all.size() - 1 - random.nextInt(Math.min(NEWS, all.size()))).id();
  }

  /** Writes an act that knows the writer's own chain, what it was told, and these. */
  Written write(Writer by, Act act, List<EntryId> links) {
    TreeSet<EntryId> known = new TreeSet<>(links);
    known.addAll(by.told());
    Header header =
        new Header(
            all.isEmpty() ? Optional.empty() : Optional.of(network()),
            by.secrets().device(),
            Lane.GOVERNANCE,
            by.next(),
            by.last(),
            List.copyOf(known),
            NO_EPOCH,
            NO_RANDOM,
            Optional.empty());
    EntryId id = id(all.size());
    Written written = new Written(new Entry(header, Bytes.EMPTY, Bytes.EMPTY, id), act);
    all.add(written);
    by.wrote(id);
    return written;
  }

  private static EntryId id(int number) {
    return EntryId.of(Digest.sha256(ByteBuffer.allocate(Integer.BYTES).putInt(number).array()));
  }
}
