package org.peyvand.protocol.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.MembershipView;
import org.peyvand.protocol.membership.Story;

class EpochsTest {
  private final Story story = new Story(11);
  private final Story.Device anna = story.device("Anna");
  private final Story.Device bob = story.device("Bob");
  private final Story.Device eve = story.device("Eve");
  private final EpochSecrets first = EpochSecrets.generate(story.entropy());
  private final Keyring annas = new Keyring(anna.id(), anna.sealing());
  private final Keyring bobs = new Keyring(bob.id(), bob.sealing());
  private MembershipView view;
  private Epochs epochs;
  private Fact bobIn;

  @BeforeEach
  void foundAndAdmitBob() {
    Fact genesis = story.found(anna);
    view = new MembershipView(story.network());
    epochs = new Epochs(view, point -> true);
    take(genesis, EpochSeals.create(first, List.of(anna.keys()), Map.of()));
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false));
    view.add(invite);
    bobIn = story.write(anna, story.yes(invite, seed, bob));
    take(bobIn, EpochSeals.share(first, List.of(bob.keys())));
  }

  private void take(Fact fact, EpochBlock block) {
    view.add(fact);
    annas.absorb(block);
    bobs.absorb(block);
    epochs.add(fact.point(), block);
  }

  private EpochSecrets renew(Story.Device author, Keyring keyring, Fact... knowing) {
    Plan plan = epochs.plan(keyring);
    EpochSecrets next = EpochSecrets.generate(story.entropy());
    Map<EpochId, EpochSecrets> parents =
        plan.parents().stream()
            .collect(Collectors.toMap(p -> p, p -> keyring.secrets(p).orElseThrow()));
    Fact entry = story.write(author, new Act.Gather(), knowing);
    take(entry, EpochSeals.create(next, plan.recipients(), parents));
    return next;
  }

  @Test
  void theFoundingEpochServesTheFounderAndWhoeverIsAdmittedToIt() {
    assertEquals(List.of(first.id()), epochs.usable());
    assertEquals(Optional.of(first.id()), epochs.usable(bobs));
    assertEquals(Set.of(), epochs.missing(first.id()));
    assertEquals(List.of(), epochs.leaks());
  }

  @Test
  void afterALeaveNoEpochIsUsableUntilANewOne() {
    Fact leave = story.write(bob, new Act.Leave(), bobIn);
    view.add(leave);
    assertEquals(List.of(), epochs.usable());
    EpochSecrets next = renew(anna, annas, leave);
    assertEquals(List.of(next.id()), epochs.usable());
    assertTrue(bobs.secrets(next.id()).isEmpty());
    assertEquals(Set.of(first.id()), bobs.known());
  }

  @Test
  void anEpochWhoseDescendantALeaverHoldsIsNotUsable() {
    EpochSecrets second = renew(anna, annas);
    assertEquals(List.of(second.id(), first.id()), epochs.usable());
    Fact leave = story.write(bob, new Act.Leave(), story.facts().toArray(Fact[]::new));
    view.add(leave);
    assertEquals(List.of(), epochs.usable());
    assertEquals(Set.of(second.id()), epochs.plan(annas).parents());
  }

  @Test
  void concurrentEpochsAreUnitedByTheNext() {
    EpochSecrets one = renew(anna, annas);
    Keyring old = new Keyring(bob.id(), bob.sealing());
    old.add(first);
    EpochSecrets other = renew(bob, old, bobIn);
    assertEquals(Set.of(one.id(), other.id()), epochs.plan(annas).parents());
    EpochSecrets united = renew(anna, annas);
    assertEquals(united.id(), epochs.usable().get(0));
    assertEquals(Set.of(united.id()), epochs.plan(annas).parents());
  }

  /** As many as a member may wish; the newest of the others stays the first parent. */
  @Test
  void howeverManyEpochsAreMadeApartTheNextTakesSoMany() {
    EpochSecrets good = renew(anna, annas);
    for (int i = 0; i < Limits.EPOCH_PARENTS - 1; i++) {
      apart(List.of(anna.keys()));
    }
    assertEquals(Limits.EPOCH_PARENTS, epochs.plan(annas).parents().size());
    apart(List.of(anna.keys()));
    apart(List.of(anna.keys()));
    Set<EpochId> parents = epochs.plan(annas).parents();
    assertEquals(Limits.EPOCH_PARENTS, parents.size());
    assertTrue(parents.contains(good.id()));
    EpochSecrets next = renew(anna, annas);
    assertEquals(next.id(), epochs.usable().get(0));
    assertEquals(3, epochs.plan(annas).parents().size());
  }

  private EpochSecrets apart(List<DeviceKeys> recipients) {
    EpochSecrets secrets = EpochSecrets.generate(story.entropy());
    take(
        story.write(bob, new Act.Gather(), bobIn),
        EpochSeals.create(secrets, recipients, Map.of()));
    return secrets;
  }

  @Test
  void epochsThatClaimToBeEachOthersParentsDisturbNoOther() {
    EpochSecrets one = EpochSecrets.generate(story.entropy());
    EpochSecrets other = EpochSecrets.generate(story.entropy());
    List<DeviceKeys> both = List.of(anna.keys(), bob.keys());
    for (EpochSecrets made : List.of(one, other)) {
      EpochSecrets parent = made == one ? other : one;
      take(
          story.write(bob, new Act.Gather(), bobIn),
          EpochSeals.create(made, both, Map.of(made.id(), made, parent.id(), parent)));
    }
    assertEquals(3, epochs.usable().size());
    for (int i = 0; i < 3; i++) {
      EpochId before = epochs.usable().get(0);
      EpochSecrets next = renew(anna, annas);
      assertEquals(next.id(), epochs.usable().get(0));
      assertTrue(epochs.ancestors(next.id()).contains(before));
    }
    assertEquals(1, epochs.plan(annas).parents().size());
    assertEquals(List.of(), epochs.shares(annas));
  }

  @Test
  void aLeakIsReportedAndSpoilsItsOwnEpochOnly() {
    EpochSecrets second = EpochSecrets.generate(story.entropy());
    Fact leaking = story.write(bob, new Act.Gather(), bobIn);
    take(
        leaking,
        EpochSeals.create(
            second, List.of(anna.keys(), bob.keys(), eve.keys()), Map.of(first.id(), first)));
    assertEquals(List.of(new Leak(leaking.id(), bob.id(), second.id(), eve.id())), epochs.leaks());
    assertEquals(List.of(first.id()), epochs.usable());
  }

  @Test
  void anEpochThatLeavesAMemberOutIsNotUsable() {
    EpochSecrets second = EpochSecrets.generate(story.entropy());
    Fact entry = story.write(anna, new Act.Gather());
    take(entry, EpochSeals.create(second, List.of(anna.keys()), Map.of(first.id(), first)));
    assertFalse(epochs.usable().contains(second.id()));
    assertEquals(Set.of(bob.id()), epochs.missing(second.id()));
  }

  @Test
  void aVoidedBlockCountsForNothing() {
    Fact entry = story.write(anna, new Act.Gather());
    EpochSecrets second = EpochSecrets.generate(story.entropy());
    take(
        entry,
        EpochSeals.create(second, List.of(anna.keys(), bob.keys()), Map.of(first.id(), first)));
    assertEquals(second.id(), epochs.usable().get(0));
    epochs.voidBlock(entry.id(), Set.of());
    assertEquals(List.of(first.id()), epochs.usable());
  }

  @Test
  void anAdmissionRevokedMeanwhileMakesItsEpochUnusable() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn);
    view.add(invite);
    Fact yes = story.write(bob, story.yes(invite, seed, eve), invite);
    take(yes, EpochSeals.share(first, List.of(eve.keys())));
    assertEquals(List.of(first.id()), epochs.usable());
    view.add(story.write(anna, new Act.RevokeInvite(invite.id())));
    assertEquals(List.of(), epochs.usable());
    assertEquals(List.of(), epochs.leaks());
  }

  @Test
  void whoHoldsAnEpochSharesItWithThoseWhomAWrongSealDeceived() {
    EpochSecrets second = EpochSecrets.generate(story.entropy());
    Fact entry = story.write(anna, new Act.Gather());
    take(
        entry,
        EpochSeals.create(second, List.of(anna.keys(), bob.keys()), Map.of(first.id(), first)));
    assertEquals(List.of(), epochs.shares(annas));
    epochs.voidBlock(entry.id(), Set.of(bob.id()));
    assertEquals(
        List.of(new Share(second.id(), Set.of(bob.id()), Set.of(), anna.id())),
        epochs.shares(annas));
  }

  @Test
  void anEpochIsSharedThoughItsMakerTurnsOutNotToBeIn() {
    InviteSeed seed = story.seed();
    Fact invite = story.write(anna, seed.invite(1, false), bobIn);
    view.add(invite);
    Fact yes = story.write(bob, story.yes(invite, seed, eve), invite);
    take(yes, EpochSeals.share(first, List.of(eve.keys())));
    EpochSecrets hers = EpochSecrets.generate(story.entropy());
    List<DeviceKeys> all = List.of(anna.keys(), bob.keys(), eve.keys());
    take(
        story.write(eve, new Act.Gather(), yes),
        EpochSeals.create(hers, all, Map.of(first.id(), first)));
    Set<DeviceId> newcomers = threeNewcomers();
    view.add(story.write(anna, new Act.RevokeInvite(invite.id())));
    assertFalse(view.now().isEffective(eve.id()));
    DeviceId holder = anna.id().compareTo(bob.id()) < 0 ? anna.id() : bob.id();
    assertEquals(List.of(new Share(hers.id(), newcomers, Set.of(), holder)), epochs.shares(annas));
  }

  @Test
  void whoSharesGovernanceAloneIsNotTakenToHoldTheRecords() {
    EpochSecrets hidden = EpochSecrets.generate(story.entropy());
    Fact made = story.write(anna, new Act.Gather(), bobIn);
    take(made, EpochSeals.create(hidden, List.of(anna.keys()), Map.of()));
    take(
        story.write(anna, new Act.Gather(), made),
        EpochSeals.share(hidden, List.of(bob.keys()), Set.of(bob.id())));
    take(
        story.write(bob, new Act.Gather(), made),
        EpochSeals.share(hidden.withholdingRecords(), List.of(anna.keys()), Set.of(anna.id())));
    Share due = new Share(hidden.id(), Set.of(bob.id()), Set.of(), anna.id());
    assertEquals(List.of(due), epochs.shares(annas));
  }

  /** More than those who were in before, so that few hold what was made meanwhile. */
  private Set<DeviceId> threeNewcomers() {
    InviteSeed seed = story.seed();
    Fact door = story.write(anna, seed.invite(3, false));
    view.add(door);
    Set<DeviceId> newcomers = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      Story.Device device = story.device("New " + i);
      newcomers.add(device.id());
      Fact in = story.write(anna, story.yes(door, seed, device));
      take(in, EpochSeals.share(first, List.of(device.keys())));
    }
    return newcomers;
  }
}
