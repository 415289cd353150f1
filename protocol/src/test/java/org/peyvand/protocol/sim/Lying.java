package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;

/** What a node tells its peers that it has, where that is not what it has. */
final class Lying {
  private Lying() {}

  /** Keeps its own lines from one peer, from now on. */
  static void withhold(Villain villain) throws StoreException {
    SimNode victim = villain.somebody();
    villain.publish(villain.hand(Lane.GOVERNANCE).act(villain.seed().invite(1, true)));
    villain.publish(villain.hand(Lane.RECORDS).act(villain.note()));
    Set<DeviceId> kept = new HashSet<>(Set.of(villain.node.device()));
    if (villain.random.nextBoolean()) {
      kept.add(villain.somebody().device());
    }
    villain.node.lies = peer -> peer == victim ? new Withheld(kept) : Lie.NONE;
  }

  /** Is the only peer of one, and keeps what others write from it. */
  static void eclipse(Villain villain) {
    SimNode victim = villain.somebody();
    villain.world.eclipse(victim);
    Set<DeviceId> others = new HashSet<>();
    villain.world.honest().stream().filter(n -> n != victim).forEach(n -> others.add(n.device()));
    villain.node.lies = peer -> peer == victim ? new Withheld(others) : Lie.NONE;
  }

  static void heads(Villain villain) throws StoreException {
    List<Head> invented = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      DeviceId device = new DeviceId(Bytes.own(villain.world.entropy.bytes(DeviceId.LENGTH)));
      invented.add(head(villain, new ChainId(device, Lane.RECORDS)));
    }
    invented.add(head(villain, new ChainId(villain.somebody().device(), Lane.GOVERNANCE)));
    villain.node.lies = peer -> new Invented(invented);
    villain.world.drop(villain.node);
  }

  private static Head head(Villain villain, ChainId chain) {
    EntryId id = new EntryId(Bytes.own(villain.world.entropy.bytes(EntryId.LENGTH)));
    return new Head(Branch.main(chain), 0, 20 + villain.random.nextInt(50), id);
  }

  /** How a list of heads is falsified. */
  sealed interface Lie {
    Lie NONE = new Invented(List.of());

    List<Head> of(List<Head> heads);

    /** The store as this lie has it. */
    default EntryStore of(EntryStore store) {
      return this == NONE ? store : new False(store, this);
    }
  }

  private record Withheld(Set<DeviceId> devices) implements Lie {
    @Override
    public List<Head> of(List<Head> heads) {
      return heads.stream().filter(h -> !devices.contains(h.branch().chain().device())).toList();
    }
  }

  private record Invented(List<Head> invented) implements Lie {
    @Override
    public List<Head> of(List<Head> heads) {
      List<Head> all = new ArrayList<>(heads);
      for (Head head : invented) {
        all.removeIf(h -> h.branch().equals(head.branch()));
        all.add(head);
      }
      all.sort(Comparator.comparing(Head::branch));
      return all;
    }
  }

  /** A store with other heads. */
  private record False(EntryStore store, Lie lie) implements EntryStore {
    @Override
    public List<Head> heads() {
      return lie.of(store.heads());
    }

    @Override
    public Optional<Head> head(Branch branch) {
      return heads().stream().filter(h -> h.branch().equals(branch)).findFirst();
    }

    @Override
    public Optional<Place> place(EntryId id) throws StoreException {
      return store.place(id);
    }

    @Override
    public Optional<SignedEntry> entry(Place place) throws StoreException {
      return store.entry(place);
    }

    @Override
    public List<SignedEntry> read(Branch branch, long seq, int entries, int bytes)
        throws StoreException {
      return store.read(branch, seq, entries, bytes);
    }

    @Override
    public long erasedThrough(Branch branch) {
      return store.erasedThrough(branch);
    }

    @Override
    public Optional<Bytes> row(Table table, Bytes key) throws StoreException {
      return store.row(table, key);
    }

    @Override
    public SortedMap<Bytes, Bytes> rows(Table table) throws StoreException {
      return store.rows(table);
    }

    @Override
    public void commit(Commit commit) throws StoreException {
      store.commit(commit);
    }
  }
}
