package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.naive.NaiveMembership;
import org.peyvand.protocol.membership.naive.Outcome;

/**
 * What must hold in all histories, of the resolver and of the naive one.
 *
 * <p>{@code -Dpeyvand.histories=N} tries N in total; {@code -Dpeyvand.seed=S} begins at seed S. A
 * failure names its seed: {@code -Dpeyvand.histories=12 -Dpeyvand.seed=S} plays it again.
 */
class MembershipLawsTest {
  private static final int HISTORIES = Integer.getInteger("peyvand.histories", 2_400);
  private static final long FIRST = Long.getLong("peyvand.seed", 0);
  private static final int ORDERS = 4;

  /** What is held to a law. */
  private record Subject(String name, boolean allActs, Function<List<Fact>, Outcome> resolver) {
    Outcome of(List<Fact> facts) {
      return resolver.apply(facts);
    }
  }

  private static final Subject NAIVE =
      new Subject("naive", true, facts -> NaiveMembership.of(Pool.NETWORK, facts));
  private static final Subject REAL = new Subject("real", true, MembershipLawsTest::real);
  private static final List<Subject> BOTH = List.of(NAIVE, REAL);

  private static Outcome real(List<Fact> facts) {
    return Neutral.of(Pool.resolve(facts), facts);
  }

  /** A law about one seed. */
  private interface Law {
    void check(long seed);
  }

  /** Tries a law on so many twelfths of all histories. */
  private static void each(int twelfths, Law law) {
    long count = Math.max(1, (long) HISTORIES * twelfths / 12);
    LongStream.range(FIRST, FIRST + count).parallel().forEach(seed -> named(law, seed));
  }

  private static void named(Law law, long seed) {
    try {
      law.check(seed);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  @Test
  void anyOrderOfArrivalGivesTheSameState() {
    each(2, MembershipLawsTest::sameInAllOrders);
  }

  /** {@code -Dpeyvand.orders=N} for the long run. */
  @Test
  @Tag("slow")
  void anyOrderOfArrivalGivesTheSameStateInTwentyThousandHistories() {
    long count = Long.getLong("peyvand.orders", 20_000);
    LongStream.range(1_000_000, 1_000_000 + count)
        .parallel()
        .forEach(seed -> named(MembershipLawsTest::sameInAllOrders, seed));
  }

  private static void sameInAllOrders(long seed) {
    Histories history = new Histories(seed, true);
    Membership expected = Pool.resolve(history.story.facts());
    for (int order = 0; order < ORDERS; order++) {
      assertEquals(expected, Pool.resolve(history.story.shuffled(history.random)));
    }
  }

  @Test
  void anyOrderOfArrivalGivesTheSameStateToTheNaiveOne() {
    each(
        1,
        seed -> {
          Histories history = new Histories(seed, true);
          Outcome expected = NAIVE.of(history.story.facts());
          assertEquals(expected, NAIVE.of(history.story.shuffled(history.random)));
        });
  }

  @Test
  void oneByOneGivesWhatAllAtOnceGive() {
    each(
        1,
        seed -> {
          Histories history = new Histories(seed, true);
          List<Fact> facts = history.story.shuffled(history.random);
          MembershipView view = Pool.view();
          for (int i = 0; i < facts.size(); i++) {
            view.add(facts.get(i));
            Membership now = view.now();
            if (i % 8 == 7 || i == facts.size() - 1) {
              assertEquals(Pool.resolve(facts.subList(0, i + 1)), now);
            }
          }
          pastsAreAsTheyWere(view, facts, history.random);
        });
  }

  private static void pastsAreAsTheyWere(MembershipView view, List<Fact> facts, Random random) {
    for (int i = 0; i < 3; i++) {
      Fact fact = facts.get(random.nextInt(facts.size()));
      List<Fact> past = facts.stream().filter(fact::saw).toList();
      assertEquals(Pool.resolve(past), view.at(fact.past()));
    }
  }

  @Test
  void theResolverAgreesWithTheNaiveOne() {
    each(
        5,
        seed -> {
          List<Fact> facts = new Histories(seed, true).story.facts();
          assertSame(NAIVE.of(facts), REAL.of(facts), facts);
        });
  }

  /** Else the agreement above would say little of them. */
  @Test
  void theHistoriesTryTheBoundsOfInvites() {
    Map<Ground, Integer> tried = new ConcurrentHashMap<>();
    each(
        2,
        seed -> {
          for (Refusal refusal : new Histories(seed, true).refusals()) {
            tried.merge(refusal.ground(), 1, Integer::sum);
          }
        });
    for (Ground ground :
        List.of(Ground.INVITE_EXPIRED, Ground.TOO_MANY_INVITES, Ground.INVITE_SUPERSEDED)) {
      int found = tried.getOrDefault(ground, 0);
      System.out.printf("%d acts void for %s%n", found, ground);
      assertTrue(HISTORIES < 1_000 || found > 0, "no act is void for " + ground);
    }
  }

  private static void assertSame(Outcome expected, Outcome found, List<Fact> facts) {
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      if (expected.standing().contains(fact.id()) != found.standing().contains(fact.id())
          || expected.held().contains(fact.id()) != found.held().contains(fact.id())) {
        differing.add(i + " " + Neutral.name(fact.act()));
      }
    }
    assertEquals(List.of(), differing, "acts that only one of both counts");
    assertEquals(notHeld(expected), notHeld(found));
    assertEquals(expected.effective(), found.effective());
    assertEquals(expected.policy(), found.policy());
    assertEquals(expected.open(), found.open());
  }

  /** A held device may be shown under any of the members whose it would be. */
  private static Map<MemberId, Outcome.Person> notHeld(Outcome outcome) {
    Map<MemberId, Outcome.Person> members = new TreeMap<>(outcome.members());
    members.values().removeIf(person -> person.state() == Outcome.State.HELD);
    return members;
  }

  @Test
  void anUnrelatedActChangesNobody() {
    for (Subject subject : BOTH) {
      each(
          1,
          seed -> {
            Histories history = new Histories(seed, subject.allActs());
            Outcome before = subject.of(history.story.facts());
            int stranger = 70;
            Fact[] all = history.facts.toArray(Fact[]::new);
            Act.Invite invite = Pool.seed(400).invite(1, false);
            Fact opened = history.story.write(Pool.device(0), invite, all);
            history.story.write(Pool.device(0), new Act.RevokeInvite(opened.id()));
            history.story.write(Pool.device(stranger), new Act.Leave(), history.facts.get(0));
            if (subject.allActs()) {
              slander(history, stranger);
            }
            assertEquals(before.people(), subject.of(history.story.facts()).people());
          });
    }
  }

  /** Somebody who never was a member acts against everybody, as if at the very beginning. */
  private static void slander(Histories history, int stranger) {
    Story.Device nobody = Pool.device(stranger);
    for (MemberId member : history.owners.values()) {
      history.story.write(nobody, new Act.Suspend(member, "", List.of()));
      Fact proposal = history.story.write(nobody, Histories.proposal(new Effect.Expel(member)));
      history.story.write(nobody, Histories.agree(proposal));
      history.story.write(nobody, Histories.enact(proposal));
    }
    history.story.write(nobody, Pool.fork(0));
  }

  @Test
  void noExpelledMemberRetaliates() {
    retaliations(1, false);
  }

  @Test
  void noSybilVotes() {
    retaliations(1, true);
  }

  private static void retaliations(int twelfths, boolean voting) {
    for (Subject subject : BOTH) {
      AtomicInteger tried = new AtomicInteger();
      if (subject.allActs()) {
        each(twelfths, seed -> retaliation(seed, voting, subject, tried));
        System.out.printf("%d retaliations against %s%n", tried.get(), subject.name());
        assertTrue(HISTORIES < 1_000 || tried.get() > HISTORIES / 240, "too few were expelled");
      }
    }
  }

  private static void retaliation(long seed, boolean voting, Subject subject, AtomicInteger tried) {
    Optional<Retaliation> found = Retaliation.of(seed);
    if (found.isEmpty()) {
      return;
    }
    Retaliation it = found.get();
    Outcome before = subject.of(it.before());
    if (before.standing().contains(it.enact().id())) {
      it.after(voting)
          .ifPresent(
              after -> {
                tried.incrementAndGet();
                assertOthersAsBefore(it.expelled(), before, subject.of(after));
              });
    }
  }

  private static void assertOthersAsBefore(MemberId expelled, Outcome before, Outcome after) {
    assertFalse(after.members().get(expelled).isActive());
    assertEquals(before.members().keySet(), after.members().keySet(), "nobody new");
    before
        .members()
        .forEach(
            (id, person) -> {
              if (!id.equals(expelled)) {
                assertEquals(person, after.members().get(id), "status of " + id);
              }
            });
    assertEquals(before.effective(), after.effective());
  }
}
