package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** The deeds among some known acts, by what they bear on. */
final class Index {
  private final Register register;
  private final BitSet known;

  /**
   * @param known by number, which acts; not changed any more
   */
  Index(Register register, BitSet known) {
    this.register = register;
    this.known = known;
  }

  boolean knows(Deed deed) {
    return known.get(deed.number());
  }

  /** The deed that a known entry is. */
  Deed deed(EntryId id) {
    return register.deed(id);
  }

  /** The invite that an admission uses; it is in the admission's past and was allowed there. */
  Deed invite(Deed admission) {
    return register.deed(admission.invite().orElseThrow());
  }

  /** The founding or admissions that brought this device in. */
  List<Deed> grants(DeviceId device) {
    return known(register.grants(device));
  }

  /** The admissions by this invite. */
  List<Deed> admissions(EntryId invite) {
    return known(register.admissions(invite));
  }

  /** Whether so many are not admitted by this invite, not even if all acts were known. */
  boolean hasAtMost(int uses, EntryId invite) {
    return register.admissions(invite).size() <= uses;
  }

  /** The admissions of further devices to this member. */
  List<Deed> joined(MemberId member) {
    return known(register.joined(member));
  }

  /** The founding or admissions that made this member. */
  List<Deed> entries(MemberId member) {
    return known(register.entries(member));
  }

  /** The acts that revoke this invite. */
  List<Deed> revocations(EntryId invite) {
    return known(register.revocations(invite));
  }

  /** The acts that remove this member. */
  List<Deed> removals(MemberId member) {
    return known(register.removals(member));
  }

  /** The acts that remove this device. */
  List<Deed> removals(DeviceId device) {
    return known(register.removals(device));
  }

  /**
   * The recoveries that knew this act and undo it. Acts that enact one proposal without knowing of
   * each other are one, undone with any of them; recoveries are undone one by one.
   */
  List<Deed> undoing(Deed act) {
    if (!isOneOfSeveral(act)) {
      return undoingOne(act);
    }
    List<Deed> undoing = new ArrayList<>();
    for (Deed same : known(register.enactments(((Act.Enact) act.act()).proposal()))) {
      undoing.addAll(undoingOne(same));
    }
    return undoing;
  }

  private List<Deed> undoingOne(Deed act) {
    List<Deed> all = register.undoing(act.id());
    return all.isEmpty() ? all : known(all).stream().filter(r -> r.saw(act)).toList();
  }

  /** What a recovery undoes by naming this entry, as {@link #undoing} has it. */
  List<Deed> undoneWith(EntryId entry) {
    Deed named = register.deed(entry);
    if (named == null || !knows(named)) {
      return List.of();
    }
    return isOneOfSeveral(named)
        ? known(register.enactments(((Act.Enact) named.act()).proposal()))
        : List.of(named);
  }

  /** Whether it is one with all that enact the same proposal. */
  private static boolean isOneOfSeveral(Deed act) {
    return act.effect().filter(e -> !(e instanceof Effect.Recover)).isPresent();
  }

  /** The suspensions that this member wrote. */
  List<Deed> suspensionsBy(MemberId author) {
    return known(register.suspensionsBy(author));
  }

  /** The invites that this member made for devices of its own, each after its past. */
  List<Deed> deviceInvites(MemberId author) {
    return known(register.deviceInvites(author));
  }

  /** Who vouches for this admission. */
  List<Deed> vouches(EntryId admission) {
    return known(register.vouches(admission));
  }

  /** The acts that enact proposals. */
  List<Deed> enactments() {
    return known(register.enactments());
  }

  private List<Deed> known(List<Deed> all) {
    for (int i = 0; i < all.size(); i++) {
      if (!knows(all.get(i))) {
        return all.stream().filter(this::knows).toList();
      }
    }
    return all;
  }
}
