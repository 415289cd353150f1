package org.peyvand.node.store;

import java.nio.ByteBuffer;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Table;

/**
 * The blinded keys of one network. What must be read together shares its first {@link #PREFIX}
 * bytes. The first byte under each hash says what is hashed; in META it also stands before it.
 */
final class NetworkKeys {
  /** Leading bytes that name a group of keys: 64 bits of a keyed hash, so chance never meets. */
  static final int PREFIX = 8;

  /** Leading bytes in META: the kind and the prefix. */
  static final int META_PREFIX = 1 + PREFIX;

  private static final int UNIQUE = 16;
  private static final byte[] GROUP = {0};
  private static final byte[] MEMBER = {1};

  /** Kinds of keys in META. */
  private static final byte[] VERSION_KIND = {0};

  private static final byte[] NETWORK_KIND = {1};
  private static final byte[] EPOCH_KIND = {2};

  private final StoreKeys keys;
  private final byte[] network;

  NetworkKeys(StoreKeys keys, NetworkId network) {
    this.keys = keys;
    this.network = network.bytes().toArray();
  }

  /** Where the store's format version stands. */
  static byte[] version(StoreKeys keys) {
    return StoreKeys.join(VERSION_KIND, keys.blind(Family.META, PREFIX, VERSION_KIND));
  }

  /** What the keys of all networks' names begin with. */
  static byte[] allNetworks() {
    return NETWORK_KIND.clone();
  }

  byte[] name() {
    return StoreKeys.join(NETWORK_KIND, keys.blind(Family.META, UNIQUE, NETWORK_KIND, network));
  }

  byte[] epoch(int number) {
    byte[] prefix = keys.blind(Family.META, PREFIX, EPOCH_KIND, network);
    byte[] suffix = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return StoreKeys.join(EPOCH_KIND, prefix, suffix);
  }

  byte[] heads() {
    return keys.blind(Family.HEADS, PREFIX, GROUP, network);
  }

  byte[] head(Branch branch) {
    return StoreKeys.join(heads(), keys.blind(Family.HEADS, PREFIX, MEMBER, network, name(branch)));
  }

  /** What the keys of all entries of a branch begin with; the sequence number follows. */
  byte[] line(Branch branch) {
    return keys.blind(Family.ENTRIES, PREFIX, MEMBER, network, name(branch));
  }

  static byte[] entry(byte[] line, long seq) {
    return ByteBuffer.allocate(PREFIX + Long.BYTES).put(line).putLong(seq).array();
  }

  static long seq(byte[] entryKey) {
    return ByteBuffer.wrap(entryKey).getLong(PREFIX);
  }

  byte[] place(EntryId id) {
    return keys.blind(Family.PLACES, UNIQUE, MEMBER, network, id.bytes().view());
  }

  byte[] rows(Table table) {
    return keys.blind(Family.ROWS, PREFIX, GROUP, network, name(table));
  }

  byte[] row(Table table, Bytes key) {
    byte[] last = keys.blind(Family.ROWS, UNIQUE, MEMBER, network, name(table), key.view());
    return StoreKeys.join(rows(table), last);
  }

  private static byte[] name(Table table) {
    return new byte[] {(byte) table.ordinal()};
  }

  private static byte[] name(Branch branch) {
    return ByteBuffer.allocate(1 + Integer.BYTES + branch.chain().device().bytes().length())
        .put((byte) branch.chain().lane().number())
        .putInt(branch.number())
        .put(branch.chain().device().bytes().view())
        .array();
  }
}
