package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Fact;

/** Who may make records of a removed device count again, and when that stands (M11.3). */
class AdoptionTest {
  private static final int SPARE = 50;

  private final Group group = Group.of(5, 3);

  private static Act adopt(int device) {
    EntryId record = new EntryId(Pool.NETWORK.bytes());
    return new Act.Adopt(new Pin(Pool.device(device).id(), 3, record));
  }

  private Membership resolved() {
    return Pool.resolve(group.story.facts());
  }

  private void assertRefused(Ground ground, Fact adoption) {
    assertFalse(group.counts(adoption));
    assertEquals(ground, resolved().refusals().get(adoption.id()).ground());
    assertFalse(adopted(adoption));
  }

  private void assertAdopted(Fact adoption) {
    assertTrue(group.counts(adoption));
    assertTrue(adopted(adoption));
  }

  private boolean adopted(Fact adoption) {
    Pin newest = ((Act.Adopt) adoption.act()).newest();
    return resolved().adoptions(newest.device()).contains(new Adoption(adoption.id(), newest));
  }

  @Test
  void anyFullMemberAdoptsWhatARemovalThatItKnowsSetAside() {
    Fact suspension = group.write(0, Group.suspend(4));
    Fact adoption = group.knowing(3, adopt(4), suspension);
    assertAdopted(adoption);
  }

  @Test
  void nobodyAdoptsBeforehand() {
    Fact before = group.all()[group.all().length - 1];
    Fact adoption = group.knowing(3, adopt(4), before);
    group.knowing(0, Group.suspend(4), before);
    assertRefused(Ground.NOTHING_SET_ASIDE, adoption);
  }

  @Test
  void whatSomebodyWroteWhoLeftWasNeverSetAside() {
    group.write(4, new Act.Leave());
    assertRefused(Ground.NOTHING_SET_ASIDE, group.write(3, adopt(4)));
  }

  @Test
  void theSuspendedAdoptNothingOfTheirOwn() {
    group.write(0, Group.suspend(4));
    assertRefused(Ground.SUSPENDED, group.write(4, adopt(4)));
  }

  @Test
  void newcomersAdoptNothing() {
    Group careful = new Group(Group.CAREFUL, 3);
    careful.write(0, Group.suspend(1));
    Fact adoption = careful.write(2, adopt(1));
    assertFalse(careful.counts(adoption));
  }

  @Test
  void whoRetiredALostDeviceAdoptsItsRecords() {
    group.admit(4, group.openForDevice(4, Optional.empty()), SPARE);
    group.write(SPARE, new Act.Retire(Pool.device(4).id(), List.of()));
    assertAdopted(group.write(SPARE, adopt(4)));
  }

  @Test
  void whatIsAdoptedStaysSoWhateverBecomesOfTheRemoval() {
    Fact suspension = group.write(0, Group.suspend(4));
    Fact adoption = group.write(3, adopt(4));
    group.decide(Group.undo(suspension), 0, 1, 2, 3);
    assertTrue(group.isEffective(4));
    assertAdopted(adoption);
  }

  @Test
  void anAdoptionByOneRemovedMeanwhileIsVoidUnlessOthersHaveBuiltOnIt() {
    group.write(0, Group.suspend(4));
    Fact before = group.all()[group.all().length - 1];
    Fact adoption = group.knowing(3, adopt(4), before);
    Fact stop = group.knowing(1, Group.suspend(3), before);
    assertRefused(Ground.REMOVED_MEANWHILE, adoption);
    group.knowing(2, new Act.Gather(), adoption);
    assertAdopted(adoption);
    assertTrue(group.counts(stop));
  }

  @Test
  void randomHistoriesHoldAdoptionsThatCountAndSuchThatDoNot() {
    int adopted = 0;
    Set<Ground> grounds = EnumSet.noneOf(Ground.class);
    for (long seed = 0; seed < 150; seed++) {
      List<Fact> facts = new Histories(seed, true).story.facts();
      Membership state = Pool.resolve(facts);
      for (Fact fact : facts) {
        if (fact.act() instanceof Act.Adopt) {
          Refusal refusal = state.refusals().get(fact.id());
          adopted += refusal == null ? 1 : 0;
          Optional.ofNullable(refusal).map(Refusal::ground).ifPresent(grounds::add);
        }
      }
    }
    assertTrue(adopted > 0, "none was adopted");
    assertTrue(grounds.contains(Ground.NOTHING_SET_ASIDE), () -> "found only " + grounds);
  }
}
