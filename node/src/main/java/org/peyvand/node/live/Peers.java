package org.peyvand.node.live;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.peyvand.node.live.proto.PeerRow;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** Remembered addresses of one network, and how far each device has counted its calls. */
public final class Peers {
  /** Addresses that are remembered; the one not seen for longest makes room. */
  static final int ADDRESSES = 256;

  private static final Bytes ADDRESS = Bytes.utf8("address/");
  private static final Bytes COUNTER = Bytes.utf8("counter/");

  /**
   * @param device who answered there last
   * @param lastSeenMs 0 until somebody answered
   */
  public record Peer(Address address, Optional<DeviceId> device, long lastSeenMs) {}

  private final EntryStore store;

  public Peers(EntryStore store) {
    this.store = store;
  }

  public List<Peer> all() throws StoreException {
    List<Peer> peers = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> row : store.rows(Table.PEER).entrySet()) {
      if (startsWith(row.getKey(), ADDRESS)) {
        peers.add(peer(row.getValue()));
      }
    }
    return peers;
  }

  /** Remembers an address; one that is known already stays as it is. */
  public void add(Address address) throws StoreException {
    if (store.row(Table.PEER, key(address)).isEmpty()) {
      makeRoom();
      put(new Peer(address, Optional.empty(), 0));
    }
  }

  /** Notes that a device answered at an address. */
  void seen(Address address, DeviceId device, long nowMs) throws StoreException {
    put(new Peer(address, Optional.of(device), nowMs));
  }

  /** Takes a device's call counter if it is higher than all before; durable when this returns. */
  boolean count(DeviceId device, long counter) throws StoreException {
    Bytes key = COUNTER.concat(device.bytes());
    Optional<Bytes> before = store.row(Table.PEER, key);
    if (before.isPresent() && Long.parseLong(text(before.get())) >= counter) {
      return false;
    }
    write(new Row(Table.PEER, key, Optional.of(Bytes.utf8(Long.toString(counter)))));
    return true;
  }

  private void makeRoom() throws StoreException {
    List<Peer> peers = all();
    if (peers.size() >= ADDRESSES) {
      Peer oldest = peers.stream().min(Comparator.comparingLong(Peer::lastSeenMs)).orElseThrow();
      write(new Row(Table.PEER, key(oldest.address()), Optional.empty()));
    }
  }

  private void put(Peer peer) throws StoreException {
    PeerRow.Builder row =
        PeerRow.newBuilder().setAddress(peer.address().toString()).setLastSeenMs(peer.lastSeenMs());
    peer.device().ifPresent(device -> row.setDevice(Strict.string(device.bytes())));
    Bytes value = Bytes.own(row.build().toByteArray());
    write(new Row(Table.PEER, key(peer.address()), Optional.of(value)));
  }

  private void write(Row row) throws StoreException {
    store.commit(new Commit(List.of(), List.of(row)));
  }

  private static Peer peer(Bytes value) throws StoreException {
    try {
      PeerRow row = PeerRow.parseFrom(value.view());
      Optional<DeviceId> device =
          row.getDevice().isEmpty()
              ? Optional.empty()
              : Optional.of(new DeviceId(Strict.bytes(row.getDevice())));
      return new Peer(Address.parse(row.getAddress()).orElseThrow(), device, row.getLastSeenMs());
    } catch (InvalidProtocolBufferException | NoSuchElementException e) {
      throw new StoreException(StoreException.Kind.DAMAGED, "peer row: " + e.getMessage(), e);
    }
  }

  private static Bytes key(Address address) {
    return ADDRESS.concat(Bytes.utf8(address.toString()));
  }

  private static boolean startsWith(Bytes key, Bytes prefix) {
    return key.length() >= prefix.length() && key.slice(0, prefix.length()).equals(prefix);
  }

  private static String text(Bytes utf8) {
    return new String(utf8.view(), StandardCharsets.UTF_8);
  }
}
