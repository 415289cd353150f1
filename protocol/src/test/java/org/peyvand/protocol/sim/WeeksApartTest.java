package org.peyvand.protocol.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;

/** Halves of a group that live apart for weeks, act against each other, and meet once. */
class WeeksApartTest {
  private static final int RECORDS = Integer.getInteger("peyvand.sim.records", 1_500);
  private static final int QUESTIONS = Integer.getInteger("peyvand.sim.questions", 60);

  @Test
  @Tag("slow")
  void thousandsOfEntriesApartAreWholeAfterOneMeeting() throws StoreException {
    World world = new World(5);
    Settling.settle(world, false);
    List<SimNode> here = new ArrayList<>();
    List<SimNode> there = new ArrayList<>();
    world.nodes.forEach(node -> (here.size() <= there.size() ? here : there).add(node));
    live(here);
    live(there);
    SimNode steward = here.get(0);
    SimNode target = there.get(there.size() - 1);
    var member = steward.replica().membership().memberOf(target.device()).map(Member::id);
    EntryId stop =
        steward.write(new Act.Suspend(member.orElseThrow(), "weeks ago", List.of())).last();
    world.heal();
    world.requireWhole();
    SimNode last = there.get(0);
    assertTrue(last.replica().membership().suspensions().containsKey(stop));
    assertEquals(2 * QUESTIONS, last.replica().decisions().all().size());
  }

  /** Each writes alone, and hears of nobody. */
  private static void live(List<SimNode> half) throws StoreException {
    for (int i = 0; i < RECORDS / 50; i++) {
      List<Act> notes = new ArrayList<>();
      for (int j = 0; j < 50; j++) {
        notes.add(
            new Act.AddResource("note", "note " + i + " " + j, "", List.of(), Optional.empty()));
      }
      half.get(i % half.size()).write(notes);
    }
    for (int i = 0; i < QUESTIONS; i++) {
      SimNode asks = half.get(i % half.size());
      EntryId question = asks.write(new Act.Propose("q " + i, "", "majority", List.of())).last();
      asks.write(new Act.Ballot(question, "agree", ""));
    }
  }
}
