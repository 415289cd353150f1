package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Fact;

class OwnersTest {
  private static final int HISTORIES = 200;

  private final Map<DeviceId, Set<MemberId>> admitted = new HashMap<>();

  @Test
  void theAuthorOfWhatNodesTakeIsWhoseDeviceItIsInTheEntrysOwnPast() {
    int taken = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      Histories history = new Histories(seed, true);
      taken += check(history.story.shuffled(history.random), "seed " + seed);
    }
    assertTrue(taken > HISTORIES, "entries that nodes take");
  }

  /** By two invites at once; it has heard of the one admission, and nodes come to hear of both. */
  @Test
  void aDeviceThatWasAdmittedAsTwoMembersIsWhoseItKnewItselfToBe() {
    Group group = new Group(Group.OPEN, 3);
    Fact[] before = group.all();
    Group.Door first = group.open(0, 1, before);
    Group.Door second = group.openForDevice(1, Optional.empty(), before);
    group.knowing(0, Group.yes(first, 3));
    Fact known = group.knowing(1, Group.yes(second, 3));
    Fact entry = group.knowing(3, new Act.Gather(), known);
    assertTrue(check(group.story.facts(), "as told") > 0);
    assertEquals(Set.of(Group.member(1), Group.member(3)), admitted.get(entry.author()));
  }

  /** Returns how many entries nodes would take. */
  private int check(List<Fact> facts, String name) {
    admitted.clear();
    MembershipView view = Pool.view();
    Owners owners = new Owners(view);
    for (Fact fact : facts) {
      view.add(fact);
      read(owners, fact, view.at(fact.past()));
    }
    int taken = 0;
    for (Fact fact : facts) {
      Membership known = view.at(fact.past());
      if (isTaken(known, fact)) {
        Optional<MemberId> own = known.memberOf(fact.author()).map(Member::id);
        assertEquals(own, owners.author(fact.point()), name);
        taken++;
      }
    }
    return taken;
  }

  private void read(Owners owners, Fact fact, Membership known) {
    boolean grants = fact.act() instanceof Act.Genesis || fact.act() instanceof Act.Admit;
    if (grants && Rules.refusal(known, fact.author(), fact.act(), request -> true).isEmpty()) {
      Deed deed = Deeds.of(0, known, fact, Optional.empty());
      owners.add(deed);
      Deed.Grant grant = deed.grant().orElseThrow();
      admitted.computeIfAbsent(grant.device(), d -> new HashSet<>()).add(grant.member());
    }
  }

  /** As a node judges: its author is in, or is suspended and may say this. */
  private static boolean isTaken(Membership known, Fact fact) {
    return known.isEffective(fact.author())
        || known.isOpenToTheSuspended(fact.author(), fact.act());
  }
}
