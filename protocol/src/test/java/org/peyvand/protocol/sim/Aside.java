package org.peyvand.protocol.sim;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.Runs;

/** What the removed wrote who had not heard of it comes by stick, and somebody adopts it. */
final class Aside {
  private final World world;

  Aside(World world) {
    this.world = world;
  }

  /** Whether this one adopted something, or was given what is set aside now. */
  boolean act(SimNode node) throws StoreException {
    return adopts(node) || isGiven(node);
  }

  private boolean adopts(SimNode node) throws StoreException {
    if (world.random.nextBoolean()) {
      return false;
    }
    for (Bytes row : node.store().rows(Table.RESOURCE).values()) {
      Resource stored = ResourceCodec.decode(row).asOptional().orElseThrow();
      if (node.replica().isSetAside(stored.id(), stored.author())) {
        return adopts(node, new Pin(stored.author(), seq(node, stored.id()), stored.id()));
      }
      for (Version edit : node.replica().editsSetAside(stored)) {
        return adopts(node, new Pin(edit.author(), seq(node, edit.entry()), edit.entry()));
      }
    }
    return false;
  }

  private static long seq(SimNode node, EntryId record) throws StoreException {
    return node.store().place(record).orElseThrow().seq();
  }

  private boolean adopts(SimNode node, Pin newest) throws StoreException {
    Act act = new Act.Adopt(newest);
    boolean may = node.replica().refusal(act).isEmpty();
    if (may) {
      node.write(act);
      world.adopted++;
    }
    return may;
  }

  private boolean isGiven(SimNode node) throws StoreException {
    List<SimNode> gone = world.nodes.stream().filter(node::knowsGone).toList();
    if (gone.isEmpty()) {
      return false;
    }
    SimNode other = world.pick(gone);
    if (other.mayWrite()) {
      other.write(new Act.AddResource("note", "alone", "", List.of(), Optional.empty()));
    }
    for (Head head : other.store().heads()) {
      if (head.branch().chain().equals(new ChainId(other.device(), Lane.RECORDS))) {
        give(other, head, node);
      }
    }
    return true;
  }

  /** Records alone: with an epoch of the removed's own, none who is in might read what came. */
  private static void give(SimNode from, Head head, SimNode to) throws StoreException {
    for (long next = head.firstSeq(); next <= head.seq(); ) {
      Run run = Runs.cut(from.store(), head.branch(), next).orElseThrow();
      to.take(run);
      next = run.lastSeq() + 1;
    }
  }
}
