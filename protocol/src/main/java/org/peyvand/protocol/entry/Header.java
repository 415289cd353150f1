package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;

/**
 * What everybody may read of an entry: where it stands and what it has seen.
 *
 * @param network empty only for GENESIS, whose id becomes the network's
 * @param seq place in the chain, from 0
 * @param previous the entry before it in its chain; empty only at 0
 * @param links heads of other chains that the author had seen, ascending, none twice
 * @param epoch the epoch whose secret seals the body
 * @param random 16 bytes that make the body's key unlike any other
 * @param block secrets that this entry makes or shares
 */
public record Header(
    Optional<NetworkId> network,
    DeviceId device,
    Lane lane,
    long seq,
    Optional<EntryId> previous,
    List<EntryId> links,
    EpochId epoch,
    Bytes random,
    Optional<EpochBlock> block) {

  public Header {
    links = List.copyOf(links);
    Bytes.requireLength(random, Limits.RANDOM_BYTES, "random bytes of a header");
    if (seq < 0) {
      throw new IllegalArgumentException("sequence number: expected 0 or more, found " + seq);
    }
  }

  public ChainId chain() {
    return new ChainId(device, lane);
  }

  /** All that it follows: what it links to and the entry before it. */
  public List<EntryId> parents() {
    if (previous.isEmpty()) {
      return links;
    }
    EntryId[] parents = links.toArray(new EntryId[links.size() + 1]);
    parents[links.size()] = previous.get();
    return List.of(parents);
  }
}
