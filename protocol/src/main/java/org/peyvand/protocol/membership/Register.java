package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;

/**
 * All deeds of a view, each after its past, by what they bear on. It only grows; who asks reads
 * what it gets at once, and changes nothing.
 */
final class Register {
  private final Map<EntryId, Deed> deeds = new HashMap<>();
  private final Map<DeviceId, List<Deed>> grants = new HashMap<>();
  private final Map<EntryId, List<Deed>> admissions = new HashMap<>();
  private final Map<MemberId, List<Deed>> joined = new HashMap<>();
  private final Map<MemberId, List<Deed>> entries = new HashMap<>();
  private final Map<EntryId, List<Deed>> revocations = new HashMap<>();
  private final Map<MemberId, List<Deed>> removals = new HashMap<>();
  private final Map<DeviceId, List<Deed>> deviceRemovals = new HashMap<>();
  private final Map<EntryId, List<Deed>> undoing = new HashMap<>();
  private final Map<MemberId, List<Deed>> suspensions = new HashMap<>();
  private final Map<EntryId, List<Deed>> vouches = new HashMap<>();
  private final Map<EntryId, List<Deed>> enactments = new HashMap<>();
  private final Map<MemberId, List<Deed>> deviceInvites = new HashMap<>();
  private final List<Deed> allEnactments = new ArrayList<>();
  private final List<Deed> byNumber = new ArrayList<>();

  void add(Deed deed) {
    while (byNumber.size() < deed.number()) {
      byNumber.add(null);
    }
    byNumber.add(deed);
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
      allEnactments.add(deed);
    } else if (deed.act() instanceof Act.Vouch vouch) {
      put(vouches, vouch.admission(), deed);
    } else if (deed.act() instanceof Act.Invite invite && invite.isForOwnDevice()) {
      put(deviceInvites, deed.author(), deed);
    }
  }

  private void enter(Deed deed, Deed.Grant grant) {
    put(grants, grant.device(), deed);
    put(grant.first() ? entries : joined, grant.member(), deed);
  }

  /** The deed that this entry is; null if it is none. */
  Deed deed(EntryId id) {
    return deeds.get(id);
  }

  /** The deeds among these acts, in the order of arrival. */
  List<Deed> deeds(BitSet acts) {
    List<Deed> among = new ArrayList<>();
    for (int i = acts.nextSetBit(0); i >= 0 && i < byNumber.size(); i = acts.nextSetBit(i + 1)) {
      if (byNumber.get(i) != null) {
        among.add(byNumber.get(i));
      }
    }
    return among;
  }

  /**
   * Adds to {@code backing}, by number, deeds of which it is enough that they stand for an act's
   * author to have been let in, as far as the act knew.
   *
   * @param act whose author had been let in by its own past
   */
  void back(Point act, BitSet backing) {
    for (Deed grant : grants(act.author())) {
      Optional<Deed> vouch = vouching(grant, act);
      if (act.past().includes(grant.point())
          && (vouch.isPresent() || !grant.grant().orElseThrow().isForAnother())) {
        backing.set(grant.number());
        vouch.ifPresent(v -> backing.set(v.number()));
        return;
      }
    }
    throw new IllegalStateException(
        "expected an author who had been let in, found " + act.author());
  }

  private Optional<Deed> vouching(Deed grant, Point act) {
    return vouches(grant.id()).stream()
        .filter(vouch -> vouch.completes() && act.past().includes(vouch.point()))
        .findFirst();
  }

  List<Deed> grants(DeviceId device) {
    return get(grants, device);
  }

  List<Deed> admissions(EntryId invite) {
    return get(admissions, invite);
  }

  List<Deed> joined(MemberId member) {
    return get(joined, member);
  }

  List<Deed> entries(MemberId member) {
    return get(entries, member);
  }

  List<Deed> revocations(EntryId invite) {
    return get(revocations, invite);
  }

  List<Deed> removals(MemberId member) {
    return get(removals, member);
  }

  List<Deed> removals(DeviceId device) {
    return get(deviceRemovals, device);
  }

  List<Deed> undoing(EntryId act) {
    return get(undoing, act);
  }

  List<Deed> suspensionsBy(MemberId author) {
    return get(suspensions, author);
  }

  List<Deed> deviceInvites(MemberId author) {
    return get(deviceInvites, author);
  }

  List<Deed> vouches(EntryId admission) {
    return get(vouches, admission);
  }

  /** All that enact this proposal. */
  List<Deed> enactments(EntryId proposal) {
    return get(enactments, proposal);
  }

  /** All that enact any proposal. */
  List<Deed> enactments() {
    return allEnactments;
  }

  private static <K> List<Deed> get(Map<K, List<Deed>> index, K key) {
    return index.getOrDefault(key, List.of());
  }

  private static <K> void put(Map<K, List<Deed>> index, K key, Deed deed) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(deed);
  }
}
