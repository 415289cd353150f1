package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Policy.Tellers;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.log.Fact;

/** Random histories: what must hold in all of them. Seeds are in the messages. */
class ConvergenceTest {
  private static final int HISTORIES = 150;

  /** A wild history: people act on what they heard of, with and without the right to. */
  private static final class Wild {
    private record Door(Fact invite, InviteSeed seed) {}

    final Story story;
    final Random random;
    final List<Story.Device> devices = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();

    Wild(long seed, int acts) {
      story = new Story(seed);
      random = new Random(seed);
      Story.Device founder = story.device("F");
      devices.add(founder);
      Policy open = new Policy(Role.MEMBER, Role.MEMBER, Role.MEMBER, 50, Tellers.STEWARDS);
      facts.add(story.found(founder, open));
      for (int i = 0; i < 2; i++) {
        Story.Device friend = story.device("f" + i);
        facts.add(story.bringIn(founder, friend));
        devices.add(friend);
      }
      for (int i = 0; i < acts; i++) {
        facts.add(step());
      }
    }

    private Fact step() {
      Story.Device author = pick(devices);
      Fact heard = facts.get(facts.size() - 1 - random.nextInt(Math.min(6, facts.size())));
      int kind = random.nextInt(20);
      if (kind < 5 || doors.isEmpty()) {
        InviteSeed seed = story.seed();
        boolean forDevice = random.nextInt(4) == 0;
        Fact invite = story.write(author, seed.invite(1 + random.nextInt(2), forDevice), heard);
        doors.add(new Door(invite, seed));
        return invite;
      }
      Door door = doors.get(doors.size() - 1 - random.nextInt(Math.min(3, doors.size())));
      if (kind < 14) {
        Story.Device joiner = random.nextInt(4) == 0 ? pick(devices) : newcomer();
        return story.write(
            author, story.yes(door.invite(), door.seed(), joiner), door.invite(), heard);
      }
      if (kind < 16) {
        return story.write(author, new Act.RevokeInvite(door.invite().id()), door.invite());
      }
      return story.write(author, kind == 16 ? new Act.Leave() : new Act.Gather(), heard);
    }

    private Story.Device newcomer() {
      Story.Device device = story.device("n" + devices.size());
      devices.add(device);
      return device;
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }

  @Test
  void anyOrderOfArrivalGivesTheSameState() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Wild wild = new Wild(seed, 25);
      Membership expected = wild.story.membership();
      for (int order = 0; order < 4; order++) {
        List<Fact> facts = wild.story.shuffled(wild.random);
        assertEquals(expected, Resolver.resolve(wild.story.network(), facts), "seed " + seed);
      }
    }
  }

  @Test
  void askingOnTheWayChangesNothing() {
    for (long seed = 0; seed < HISTORIES / 5; seed++) {
      Wild wild = new Wild(seed, 20);
      List<Fact> facts = wild.story.facts();
      MembershipView view = new MembershipView(wild.story.network());
      for (int i = 0; i < facts.size(); i++) {
        view.add(facts.get(i));
        Membership batch = Resolver.resolve(wild.story.network(), facts.subList(0, i + 1));
        assertEquals(batch, view.now(), "seed " + seed + " after " + (i + 1));
      }
      for (Fact fact : facts) {
        List<Fact> past = facts.stream().filter(fact::saw).toList();
        assertEquals(
            Resolver.resolve(wild.story.network(), past),
            view.at(fact.past()),
            "seed " + seed + " before " + fact.id());
      }
    }
  }

  @Test
  void anUnrelatedActChangesNobodysStatus() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Wild wild = new Wild(seed, 25);
      Membership before = wild.story.membership();
      InviteSeed unrelated = wild.story.seed();
      Fact invite = wild.story.write(wild.devices.get(0), unrelated.invite(1, false));
      wild.story.write(wild.devices.get(0), new Act.RevokeInvite(invite.id()));
      Membership after = wild.story.membership();
      String message = "seed " + seed;
      assertEquals(before.members(), after.members(), message);
      before.refusals().forEach((id, r) -> assertEquals(r, after.refusals().get(id), message));
    }
  }

  @Test
  void wildHistoriesTryTheRulesForConflicts() {
    int held = 0;
    int voided = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      Membership now = new Wild(seed, 40).story.membership();
      for (Refusal refusal : now.refusals().values()) {
        held += refusal.ground() == Ground.HELD ? 1 : 0;
        voided += refusal.ground() == Ground.INVITE_REVOKED ? 1 : 0;
      }
    }
    assertTrue(held > 20, "histories that try the rules: held " + held);
    assertTrue(voided > 20, "histories that try the rules: voided " + voided);
  }
}
