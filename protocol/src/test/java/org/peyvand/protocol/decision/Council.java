package org.peyvand.protocol.decision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Past;

/** Full members, some of them suspended, and a membership that says what a test tells it to. */
final class Council implements Roll {
  private final People people;
  private final SortedSet<MemberId> agreed = new TreeSet<>();
  private final Set<EntryId> refused = new HashSet<>();
  private int needed = 2;

  Council(Group group, String... suspended) {
    People all = group.people();
    Map<DeviceId, MemberId> devices = new HashMap<>(all.devices());
    Map<DeviceId, MemberId> stopped = new HashMap<>();
    SortedSet<MemberId> full = new TreeSet<>(all.full());
    SortedSet<MemberId> stewards = new TreeSet<>(all.stewards());
    for (String name : suspended) {
      full.remove(Ids.member(name));
      stewards.remove(Ids.member(name));
      devices.remove(Ids.device(name));
      stopped.put(Ids.device(name), Ids.member(name));
    }
    people =
        new People(
            full, stewards, all.policy(), devices, all.first(), all.full(), stopped, all.devices());
  }

  /** Lets membership say that these agreed, and how many it takes. */
  Council agreed(int needed, String... names) {
    this.needed = needed;
    agreed.clear();
    Set.of(names).forEach(name -> agreed.add(Ids.member(name)));
    return this;
  }

  /** Lets membership refuse an enactment. */
  void refuse(EntryId enactment) {
    refused.add(enactment);
  }

  @Override
  public People at(Past past) {
    return people;
  }

  @Override
  public Optional<Support> support(EntryId proposal) {
    return Optional.of(
        new Support(people.seats(), people.seats(), agreed, people.full(), needed, needed));
  }

  @Override
  public Optional<String> refusal(EntryId enactment) {
    return refused.contains(enactment) ? Optional.of("TOO_FEW_AGREED") : Optional.empty();
  }
}
