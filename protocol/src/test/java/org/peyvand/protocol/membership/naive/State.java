package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * What the judgement of later acts needs to know of a closed set: the outcome, and what led to it.
 *
 * @param owners whose each device is that an admission brought in and that needs no vouching more
 * @param entrants the same, and whose each device is that is held or waits for vouching
 * @param admitted all devices that an admission which stands brought in, vouched for or not
 * @param heldBy by which invites a device is held
 * @param out the devices that a removal of the device holds for
 * @param setAside the devices whose records a removal sets aside (M11.2)
 * @param suspending the suspensions that hold
 * @param admissions the standing admissions of new members
 */
record State(
    Outcome outcome,
    Map<DeviceId, MemberId> owners,
    Map<DeviceId, MemberId> entrants,
    Set<DeviceId> admitted,
    Map<DeviceId, Set<EntryId>> heldBy,
    Set<DeviceId> out,
    Set<DeviceId> setAside,
    List<Deed> suspending,
    List<Deed> admissions) {

  Optional<Outcome.Person> person(MemberId member) {
    return Optional.ofNullable(outcome.members().get(member));
  }

  Outcome.State stateOf(MemberId member) {
    return person(member).map(Outcome.Person::state).orElse(null);
  }

  boolean isActive(MemberId member) {
    return person(member).filter(Outcome.Person::isActive).isPresent();
  }

  boolean isActiveAs(MemberId member, Role least) {
    return person(member).filter(p -> p.isActive() && p.has(least)).isPresent();
  }

  boolean isFull(MemberId member) {
    return person(member).filter(Outcome.Person::isFull).isPresent();
  }

  boolean hasSeat(MemberId member) {
    return person(member).filter(Outcome.Person::hasSeat).isPresent();
  }

  boolean stands(EntryId act) {
    return outcome.standing().contains(act);
  }

  Optional<MemberId> ownerOf(DeviceId device) {
    return Optional.ofNullable(owners.get(device));
  }

  /** Whose device an admission said that it is, whether it counts or not yet. */
  Optional<MemberId> entrantOf(DeviceId device) {
    return Optional.ofNullable(entrants.get(device));
  }

  Optional<Policy> policy() {
    return outcome.policy();
  }

  SortedSet<MemberId> seats() {
    return select(Outcome.Person::hasSeat);
  }

  SortedSet<MemberId> full() {
    return select(Outcome.Person::isFull);
  }

  SortedSet<MemberId> active() {
    return select(Outcome.Person::isActive);
  }

  private SortedSet<MemberId> select(java.util.function.Predicate<Outcome.Person> condition) {
    SortedSet<MemberId> found = new TreeSet<>();
    outcome
        .members()
        .forEach(
            (id, person) -> {
              if (condition.test(person)) {
                found.add(id);
              }
            });
    return found;
  }
}
