package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;

/** What becomes of people's machines: copied, put back, lost, and begun anew from a backup. */
final class Homes {
  /** Enough that one that is lost or stopped does not end the story. */
  private static final int LEAST_NODES = 3;

  /** A copy of a whole disk. */
  private record Image(SimNode of, EntryStore store) {}

  /** What a backup holds: all but the keys, and an invite for the device that comes after. */
  private record Backup(
      EntryStore store, List<EpochSecrets> epochs, InviteSeed seed, EntryId invite) {}

  private final World world;
  private final List<Image> images = new ArrayList<>();
  private final List<Backup> backups = new ArrayList<>();
  private final List<MemberId> lost = new ArrayList<>();

  Homes(World world) {
    this.world = world;
  }

  void act(SimNode node) throws StoreException {
    switch (world.random.nextInt(6)) {
      case 0 -> images.add(new Image(node, copy(node.store())));
      case 1 -> backUp(node);
      case 2 -> restore();
      case 3 -> lose(node);
      case 4 -> comeBack(node);
      default -> copied();
    }
  }

  /** A copy of a disk is run: beside the one that it was made of, or in its place. */
  private void copied() throws StoreException {
    if (images.isEmpty() || world.nodes.size() < LEAST_NODES) {
      return;
    }
    Image image = images.remove(0);
    if (world.random.nextBoolean()) {
      world.remove(image.of());
    }
    DeviceSecrets own = image.of().own;
    world.copied(own.device());
    world.add(own, Replica.open(world.network(), image.store(), own, world.entropy));
  }

  private void backUp(SimNode node) throws StoreException {
    InviteSeed seed = InviteSeed.generate(world.entropy);
    Act.Invite invite = seed.invite(1, true);
    boolean whole = node.replica().unread().isEmpty();
    if (whole && node.replica().membership().allows(node.device(), invite).isEmpty()) {
      EntryId id = node.write(invite).last();
      List<EpochSecrets> epochs =
          node.replica().keyring().known().stream()
              .map(epoch -> node.replica().keyring().secrets(epoch).orElseThrow())
              .toList();
      backups.add(new Backup(entries(node.store()), epochs, seed, id));
    }
  }

  /** A new device reads everything at once, and writes when somebody has said yes. */
  private void restore() throws StoreException {
    if (backups.isEmpty() || world.nodes.size() >= world.mostNodes) {
      return;
    }
    Backup backup = backups.remove(0);
    DeviceSecrets own = DeviceSecrets.generate(world.entropy);
    Replica replica =
        Replica.open(world.network(), backup.store(), own, world.entropy, backup.epochs());
    if (!replica.unread().isEmpty()) {
      throw new AssertionError("a backup that cannot be read: " + replica.unread());
    }
    replica.rebuild();
    SimNode host = world.pick(world.nodes);
    world.enter(host, backup.seed(), backup.invite(), "restored", own, replica);
  }

  private void lose(SimNode node) {
    if (world.nodes.size() >= LEAST_NODES) {
      node.replica().membership().memberOf(node.device()).map(Member::id).ifPresent(lost::add);
      world.remove(node);
    }
  }

  /** Who lost a device comes back by another one, for which others have to vouch. */
  private void comeBack(SimNode host) throws StoreException {
    if (lost.isEmpty() || world.nodes.size() >= world.mostNodes) {
      return;
    }
    InviteSeed seed = InviteSeed.generate(world.entropy);
    Act.Invite own = seed.invite(1, true);
    Act.Invite invite =
        new Act.Invite(own.signing(), own.psk(), 1, true, Optional.of(world.pick(lost)));
    if (host.replica().refusal(invite).isEmpty()) {
      EntryId id = host.write(invite).last();
      world.enter(host, seed, id, "back");
    }
  }

  private static EntryStore copy(EntryStore from) throws StoreException {
    return copy(from, Set.of(Table.values()));
  }

  /** Without any row: a restored device folds its own. */
  private static EntryStore entries(EntryStore from) throws StoreException {
    return copy(from, Set.of(Table.RECORDS_PAST));
  }

  private static EntryStore copy(EntryStore from, Set<Table> tables) throws StoreException {
    List<Placed> entries = new ArrayList<>();
    for (Head head : from.heads()) {
      for (long seq = head.firstSeq(); seq <= head.seq(); seq++) {
        Place place = new Place(head.branch(), seq);
        entries.add(new Placed(place, from.entry(place).orElseThrow()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      from.rows(table).forEach((key, value) -> rows.add(new Row(table, key, Optional.of(value))));
    }
    MemoryEntryStore store = new MemoryEntryStore();
    store.commit(new Commit(entries, rows));
    return store;
  }
}
