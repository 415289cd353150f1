package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** Deeds by what they bear on. */
final class Index {
  private final Map<EntryId, Deed> deeds = new HashMap<>();
  private final Map<DeviceId, List<Deed>> grants = new HashMap<>();
  private final Map<EntryId, List<Deed>> admissions = new HashMap<>();
  private final Map<MemberId, List<Deed>> joined = new HashMap<>();
  private final Map<EntryId, List<Deed>> revocations = new HashMap<>();
  private final Map<MemberId, List<Deed>> departures = new HashMap<>();

  Index(List<Deed> all) {
    all.forEach(this::add);
  }

  private void add(Deed deed) {
    deeds.put(deed.id(), deed);
    deed.grant().ifPresent(grant -> put(grants, grant.device(), deed));
    deed.invite().ifPresent(invite -> put(admissions, invite, deed));
    deed.grant().filter(g -> !g.first()).ifPresent(g -> put(joined, g.member(), deed));
    if (deed.act() instanceof Act.RevokeInvite revoke) {
      put(revocations, revoke.invite(), deed);
    }
    if (deed.act() instanceof Act.Leave) {
      put(departures, deed.author(), deed);
    }
  }

  /** The invite that an admission uses; it is in the admission's past and was allowed there. */
  Deed invite(Deed admission) {
    return deeds.get(admission.invite().orElseThrow());
  }

  /** The founding or admissions that brought this device in. */
  List<Deed> grants(DeviceId device) {
    return grants.getOrDefault(device, List.of());
  }

  /** The admissions by this invite. */
  List<Deed> admissions(EntryId invite) {
    return admissions.getOrDefault(invite, List.of());
  }

  /** The admissions of further devices to this member. */
  List<Deed> joined(MemberId member) {
    return joined.getOrDefault(member, List.of());
  }

  /** The acts that revoke this invite. */
  List<Deed> revocations(EntryId invite) {
    return revocations.getOrDefault(invite, List.of());
  }

  /** The acts by which this member left. */
  List<Deed> departures(MemberId member) {
    return departures.getOrDefault(member, List.of());
  }

  private static <K> void put(Map<K, List<Deed>> index, K key, Deed deed) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(deed);
  }
}
