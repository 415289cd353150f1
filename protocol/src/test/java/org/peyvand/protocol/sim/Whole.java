package org.peyvand.protocol.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.Opening;
import org.peyvand.protocol.replica.Replica;

/** What must hold in the end of each who is in. */
final class Whole {
  private Whole() {}

  /** It holds what the first holds, sees the same, and can read what anybody honest wrote. */
  static void require(SimNode node, SimNode first, World world) throws StoreException {
    Replica replica = node.replica();
    Laws.require(
        replica.digest().equals(first.replica().digest()), node, "holds other than " + first);
    View view = View.of(replica);
    View other = View.of(first.replica());
    Set<EntryId> unread = new HashSet<>(replica.unread());
    unread.addAll(first.replica().unread());
    Laws.require(view.agrees(other, unread), node, "views differ: " + view.difference(other));
    canRead(node, world);
    Cutting.require(node);
    Replica again = Replica.open(replica.network(), node.store(), node.own, world.entropy);
    again.rebuild();
    View replayed = View.of(again);
    Laws.require(
        view.equals(replayed), node, "replay gives another view: " + view.difference(replayed));
  }

  private static void canRead(SimNode node, World world) throws StoreException {
    Set<DeviceId> hostile = new HashSet<>();
    world.villains.forEach(v -> v.devices().forEach(hostile::add));
    for (EntryId id : node.replica().unread()) {
      Place place = node.store().place(id).orElseThrow();
      DeviceId author = place.branch().chain().device();
      Entry entry = node.store().entry(place).orElseThrow().entry();
      Laws.require(
          hostile.contains(author) || isLostToAll(entry, world),
          node,
          "cannot read " + id + " by " + author);
    }
    for (Head head : node.store().heads()) {
      if (!hostile.contains(head.branch().chain().device())) {
        canRead(node, head, world);
      }
    }
  }

  private static void canRead(SimNode node, Head head, World world) throws StoreException {
    Withheld withheld = Withheld.from(node);
    Past known = Past.NOTHING;
    for (long seq = head.firstSeq(); seq <= head.seq(); seq++) {
      SignedEntry signed = node.store().entry(new Place(head.branch(), seq)).orElseThrow();
      Entry entry = signed.entry();
      List<EntryId> links = entry.header().links();
      known = known.join(node.replica().graph().pastOf(governance(node, links)));
      boolean isRead = entry.isErased() || node.replica().open(entry) instanceof Opening.Read;
      boolean may = head.branch().number() > 0 || withheld.mayBeMissing(entry, known);
      Laws.require(
          isRead || may || isLostToAll(entry, world), node, "cannot read " + seq + " of " + head);
      Laws.require(
          entry.isErased() || !isRead || !withheld.is(entry), node, "reads " + seq + " of " + head);
    }
  }

  /** Only devices that are gone could read it: of who left, and of who was lost. */
  private static boolean isLostToAll(Entry entry, World world) {
    EpochId epoch = entry.header().epoch();
    return world.members().stream()
        .map(node -> node.replica().keyring())
        .noneMatch(
            keys ->
                entry.header().lane() == Lane.RECORDS
                    ? keys.holdsRecords(epoch)
                    : keys.known().contains(epoch));
  }

  private static List<EntryId> governance(SimNode node, List<EntryId> links) {
    return links.stream().filter(node.replica().graph()::has).toList();
  }
}
