package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Cut;
import org.peyvand.protocol.sync.Run;

/** People who meet in a room decide to forget what was recorded. */
final class Cutting {
  private final World world;

  Cutting(World world) {
    this.world = world;
  }

  /** Those who know each other meet, vote and enact; the others hear of it by and by. */
  void act(SimNode host) throws StoreException {
    List<SimNode> council = new ArrayList<>(List.of(host));
    for (SimNode node : world.nodes) {
      if (node.mayWrite() && council.stream().allMatch(n -> knowEachOther(n, node))) {
        council.add(node);
      }
    }
    meet(council);
    Act motion =
        new Act.Propose("forget", "", "threshold", List.of(), Optional.of(new Effect.CutHistory()));
    Optional<EntryId> proposal = write(host, motion);
    if (proposal.isEmpty()) {
      return;
    }
    meet(council);
    for (SimNode voter : council) {
      write(voter, new Act.Ballot(proposal.get(), "agree", ""));
    }
    meet(council);
    if (write(host, new Act.Enact(proposal.get(), List.of())).isPresent()) {
      world.cuts++;
    }
  }

  private static boolean knowEachOther(SimNode one, SimNode other) {
    return one != other && one.knows(other) && other.knows(one);
  }

  private static Optional<EntryId> write(SimNode node, Act act) throws StoreException {
    return node.mayWrite() && node.replica().refusal(act).isEmpty()
        ? Optional.of(node.write(act).last())
        : Optional.empty();
  }

  private static void meet(List<SimNode> council) throws StoreException {
    for (int round = 0; round < 2; round++) {
      for (SimNode to : council) {
        for (SimNode from : council) {
          if (to != from && !to.replica().digest().equals(from.replica().digest())) {
            for (Run run : from.governanceRuns()) {
              to.take(run);
            }
          }
        }
      }
    }
  }

  /** What a cut pins has no body here, and what no cut pins has one. */
  static void require(SimNode node) throws StoreException {
    List<Cut> cuts = node.replica().membership().cuts();
    for (Head head : node.store().heads()) {
      if (head.branch().chain().lane() == Lane.RECORDS) {
        long gone = through(head.branch(), cuts.stream().filter(Cut::isInForce).toList());
        long most = through(head.branch(), cuts);
        for (long seq = head.firstSeq(); seq <= head.seq(); seq++) {
          SignedEntry signed = node.store().entry(new Place(head.branch(), seq)).orElseThrow();
          boolean erased = signed.entry().isErased();
          Laws.require(erased || seq > gone, node, "keeps " + seq + " of " + head);
          Laws.require(!erased || seq <= most, node, "lost " + seq + " of " + head);
        }
      }
    }
  }

  /** How many records here have lost their bodies. */
  static long erased(SimNode node) throws StoreException {
    long erased = 0;
    for (Head head : node.store().heads()) {
      erased += Math.max(0, node.store().erasedThrough(head.branch()) - head.firstSeq() + 1);
    }
    return erased;
  }

  /** The last number of this branch that these pin, as of every line of its device. */
  private static long through(Branch branch, List<Cut> cuts) {
    return cuts.stream()
        .flatMap(cut -> cut.newest().stream())
        .map(SignedPin::pin)
        .filter(pin -> pin.device().equals(branch.chain().device()))
        .mapToLong(Pin::seq)
        .max()
        .orElse(-1);
  }
}
