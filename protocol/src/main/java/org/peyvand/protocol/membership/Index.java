package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
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
  private final Map<MemberId, List<Deed>> removals = new HashMap<>();
  private final Map<DeviceId, List<Deed>> deviceRemovals = new HashMap<>();
  private final Map<EntryId, List<Deed>> undoing = new HashMap<>();
  private final Map<MemberId, List<Deed>> suspensions = new HashMap<>();
  private final Map<EntryId, List<Deed>> vouches = new HashMap<>();
  private final Map<MemberId, List<Deed>> entries = new HashMap<>();
  private final Map<EntryId, List<Deed>> enactments = new HashMap<>();
  private final Map<MemberId, List<Deed>> deviceInvites = new HashMap<>();

  Index(List<Deed> all) {
    all.forEach(this::add);
  }

  void add(Deed deed) {
    deeds.put(deed.id(), deed);
    deed.grant().ifPresent(grant -> enter(deed, grant));
    deed.invite().ifPresent(invite -> put(admissions, invite, deed));
    deed.removedMember().ifPresent(member -> put(removals, member, deed));
    deed.removedDevice().ifPresent(device -> put(deviceRemovals, device, deed));
    deed.undoes().forEach(undone -> put(undoing, undone, deed));
    if (deed.act() instanceof Act.RevokeInvite revoke) {
      put(revocations, revoke.invite(), deed);
    } else if (deed.act() instanceof Act.Suspend) {
      put(suspensions, deed.author(), deed);
    } else if (deed.act() instanceof Act.Enact enact) {
      put(enactments, enact.proposal(), deed);
    } else if (deed.act() instanceof Act.Vouch vouch) {
      put(vouches, vouch.admission(), deed);
    } else if (deed.act() instanceof Act.Invite invite && invite.isForOwnDevice()) {
      put(deviceInvites, deed.author(), deed);
    }
  }

  private void enter(Deed deed, Deed.Grant grant) {
    put(grants, grant.device(), deed);
    if (grant.first()) {
      put(entries, grant.member(), deed);
    } else {
      put(joined, grant.member(), deed);
    }
  }

  Optional<Deed> deed(EntryId id) {
    return Optional.ofNullable(deeds.get(id));
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

  /** The acts that remove this member. */
  List<Deed> removals(MemberId member) {
    return removals.getOrDefault(member, List.of());
  }

  /** The acts that remove this device. */
  List<Deed> removals(DeviceId device) {
    return deviceRemovals.getOrDefault(device, List.of());
  }

  /** The acts that stop this device, whether they remove it or its member. */
  Stream<Deed> removals(MemberId member, DeviceId device) {
    return Stream.concat(removals(member).stream(), removals(device).stream());
  }

  /**
   * The recoveries that knew this act and undo it. Acts that enact one proposal without knowing of
   * each other are one, undone with any of them; recoveries are undone one by one.
   */
  List<Deed> undoing(Deed act) {
    boolean alone = act.effect().filter(e -> !(e instanceof Effect.Recover)).isEmpty();
    List<Deed> same = alone ? List.of(act) : enactments.get(((Act.Enact) act.act()).proposal());
    return same.stream()
        .flatMap(one -> undoing.getOrDefault(one.id(), List.of()).stream().filter(r -> r.saw(one)))
        .distinct()
        .toList();
  }

  /** The founding or admissions that made this member. */
  List<Deed> entries(MemberId member) {
    return entries.getOrDefault(member, List.of());
  }

  /** The suspensions that this member wrote. */
  List<Deed> suspensionsBy(MemberId author) {
    return suspensions.getOrDefault(author, List.of());
  }

  /** The invites that this member made for devices of its own, each after its past. */
  List<Deed> deviceInvites(MemberId author) {
    return deviceInvites.getOrDefault(author, List.of());
  }

  /** Who vouches for this admission. */
  List<Deed> vouches(EntryId admission) {
    return vouches.getOrDefault(admission, List.of());
  }

  private static <K> void put(Map<K, List<Deed>> index, K key, Deed deed) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(deed);
  }
}
