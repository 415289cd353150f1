package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;

/** What is kept only saves time: it never shows in what is answered. */
class KeptStatesTest {
  private static final int HISTORIES = 400;
  private static final int ENTRIES = 400;
  private static final int DEVICES = 5;

  @Test
  void aStateMadeFromAKeptOneIsTheStateMadeFromNothing() {
    LongStream.range(0, HISTORIES).parallel().forEach(KeptStatesTest::sameAsAnew);
  }

  private static void sameAsAnew(long seed) {
    Histories history = new Histories(seed, true);
    List<Fact> facts = history.story.shuffled(history.random);
    MembershipView view = Pool.view();
    Past everything = Past.NOTHING;
    for (Fact fact : facts) {
      view.add(fact);
      everything = everything.with(fact.point());
      assertEquals(view.madeAnew(everything), view.now(), "seed " + seed);
    }
    for (int i = 0; i < facts.size(); i++) {
      Fact one = facts.get(history.random.nextInt(facts.size()));
      Past past = one.past().join(facts.get(history.random.nextInt(facts.size())).point().and());
      assertEquals(view.madeAnew(past), view.at(past), "seed " + seed);
    }
  }

  /** More acts than lie between two milestones, by devices that know little of each other. */
  @Test
  void theActsInAPastAreThoseThatItIncludes() {
    Random random = new Random(7);
    Story story = new Story(7, Pool.NETWORK);
    story.found(Pool.device(0));
    Fact last = story.write(Pool.device(0), new Act.Gather());
    for (int i = 0; i < ENTRIES; i++) {
      Story.Device by = Pool.device(random.nextInt(DEVICES));
      Fact next =
          random.nextBoolean()
              ? story.write(by, new Act.Gather(), last)
              : story.write(by, new Act.Gather());
      last = random.nextInt(4) > 0 ? next : last;
    }
    Acts acts = new Acts();
    List<Fact> facts = story.shuffled(random);
    for (int i = 0; i < facts.size(); i++) {
      assertEquals(i, acts.add(facts.get(i).point()));
    }
    for (Fact asked : facts) {
      BitSet expected = new BitSet();
      for (int i = 0; i < facts.size(); i++) {
        expected.set(i, asked.saw(facts.get(i)));
      }
      assertEquals(expected, acts.in(asked.past()));
    }
  }
}
