package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Past;
import org.peyvand.protocol.membership.naive.NaiveMembership;
import org.peyvand.protocol.membership.naive.Outcome;

/**
 * Histories of up to four acts by three stewards. {@code -Dpeyvand.small=K} tries all that have one
 * act more than one in K of those of two acts, and than one in 10 K of those of three; with 1 all
 * of up to three, and with {@code -Dpeyvand.small.four=1} all of four.
 */
class SmallHistoriesTest {
  private static final int STEP = Integer.getInteger("peyvand.small", 100);
  private static final int STEP_OF_FOUR = Integer.getInteger("peyvand.small.four", 10 * STEP);

  @Test
  void ofOneOrTwoActs() {
    check(0, 1);
    check(1, 1);
  }

  @Test
  void ofThreeActs() {
    check(2, STEP);
  }

  @Test
  void ofFourActs() {
    check(3, STEP_OF_FOUR);
  }

  /** Checks all that have one act more than these. */
  private static void check(int acts, int step) {
    AtomicInteger count = new AtomicInteger();
    List<Small> some =
        Small.all(acts).filter(small -> count.getAndIncrement() % step == 0).toList();
    int checked = some.parallelStream().mapToInt(SmallHistoriesTest::check).sum();
    System.out.printf("%d small histories of %d acts%n", checked, acts + 1);
    assertTrue(checked > 0);
  }

  private static int check(Small small) {
    List<Small> longer = small.longer();
    try {
      Small.Told told = small.tell(longer);
      Reading first = new Reading(told, told.story().facts());
      Reading other = new Reading(told, told.story().shuffled(new Random(1)));
      NaiveMembership naive = new NaiveMembership(Pool.NETWORK, first.facts);
      for (int i = 0; i < longer.size(); i++) {
        Membership then = first.at(told.ends().get(i));
        assertEquals(then, other.at(told.ends().get(i)), longer.get(i)::toString);
        Outcome outcome = Neutral.of(then, first.in(told.ends().get(i)));
        assertEquals(naive.at(first.past(told.ends().get(i))), outcome, longer.get(i)::toString);
        checkSpared(longer.get(i), outcome);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("after " + small + ": " + e.getMessage(), e);
    }
    return longer.size();
  }

  private static void checkSpared(Small small, Outcome now) {
    for (int person = 0; person < 3; person++) {
      if (small.sparesPerson(person)) {
        assertEquals(
            new Outcome.Person(Outcome.State.ACTIVE, Role.STEWARD),
            now.members().get(Group.member(person)),
            small::toString);
        assertTrue(now.effective().containsKey(Pool.device(person).id()), small::toString);
      }
    }
  }

  /** All of it in one view, in some order; each of the longer histories is a past. */
  private static final class Reading {
    final List<Fact> facts;
    private final MembershipView view = Pool.view();
    private final Map<EntryId, Fact> ends;
    private Past common = Past.NOTHING;

    Reading(Small.Told told, List<Fact> facts) {
      this.facts = facts;
      facts.forEach(view::add);
      ends =
          facts.stream()
              .filter(fact -> told.ends().contains(fact.id()))
              .collect(Collectors.toMap(Fact::id, Function.identity()));
      for (Fact fact : facts) {
        common = ends.containsKey(fact.id()) ? common : common.with(fact.point());
      }
    }

    Past past(EntryId end) {
      return common.with(ends.get(end).point());
    }

    Membership at(EntryId end) {
      return view.at(past(end));
    }

    List<Fact> in(EntryId end) {
      List<Fact> in = new ArrayList<>();
      for (Fact fact : facts) {
        if (!ends.containsKey(fact.id()) || fact.id().equals(end)) {
          in.add(fact);
        }
      }
      return in;
    }
  }
}
