package org.peyvand.protocol.membership;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;

/**
 * What acts do to acts that did not know of them: one method per rule, each in three-valued logic
 * over what is decided so far.
 */
final class Conflicts {
  private final Index index;
  private final Judgement judgement;
  private final Built built;

  /** What is decided so far. */
  interface Judgement {
    Truth stands(Deed deed);

    /** Whether an admission is in order by itself, too many or not. */
    Truth admissible(Deed admission);
  }

  /** Whether the first stays against the second, because others have built on it. */
  interface Built {
    boolean stays(Point act, Point against, Set<MemberId> parties);
  }

  Conflicts(Index index, Judgement judgement, Built built) {
    this.index = index;
    this.judgement = judgement;
    this.built = built;
  }

  /** An act needs that what brought its author in stands. */
  Truth supported(Point act) {
    Truth supported = Truth.NO;
    for (Deed grant : index.grants(act.author())) {
      if (grant.id().equals(act.id())) {
        return Truth.YES;
      }
      if (act.past().includes(grant.point())) {
        supported = supported.or(judgement.stands(grant));
      }
    }
    return supported;
  }

  /**
   * Leaving ends all that the member does elsewhere meanwhile, unless others have built on it. Of
   * two leaves neither ends the other.
   */
  Truth departed(Point act, MemberId author) {
    Truth departed = Truth.NO;
    for (Deed leave : index.departures(author)) {
      if (isConcurrent(act, leave.point()) && !built.stays(act, leave.point(), Set.of(author))) {
        departed = departed.or(judgement.stands(leave));
      }
    }
    return departed;
  }

  /** Revoking an invite voids admissions by it that did not know, unless others built on them. */
  Truth revoked(Deed admission) {
    Truth revoked = Truth.NO;
    for (Deed revocation : index.revocations(admission.invite().orElseThrow())) {
      if (admission.isConcurrentWith(revocation) && !stays(admission, revocation)) {
        revoked = revoked.or(judgement.stands(revocation));
      }
    }
    return revoked;
  }

  /** More devices by one invite than it has uses. */
  Truth inviteOverused(Deed admission) {
    Deed invite = index.invite(admission);
    int uses = ((Act.Invite) invite.act()).uses();
    return crowded(admission, index.admissions(invite.id()), Conflicts::device, uses);
  }

  /** One device brought in by two invites at once; which of the two memberships is it? */
  Truth enteredTwice(Deed admission) {
    List<Deed> rivals =
        index.grants(device(admission)).stream()
            .filter(rival -> rival == admission || rival.isConcurrentWith(admission))
            .toList();
    return crowded(admission, rivals, rival -> rival.invite().orElseThrow(), 1);
  }

  /** More devices than a member may have; the first came with the member. */
  Truth tooManyDevices(Deed admission) {
    Deed.Grant grant = admission.grant().orElseThrow();
    if (grant.first()) {
      return Truth.NO;
    }
    List<Deed> rivals = index.joined(grant.member());
    return crowded(admission, rivals, Conflicts::device, Limits.MEMBER_DEVICES - 1);
  }

  /**
   * Whether there are more than {@code capacity} of a group, an admission in it among them, that it
   * knew or that did not know of it. Those that knew of it count against themselves only; so do
   * those against which it stays.
   */
  private <K> Truth crowded(Deed admission, List<Deed> group, Function<Deed, K> key, int capacity) {
    if (group.size() <= capacity) {
      return Truth.NO;
    }
    Set<K> sure = new HashSet<>(Set.of(key.apply(admission)));
    Set<K> possible = new HashSet<>(sure);
    for (Deed rival : group) {
      if (!sure.contains(key.apply(rival)) && counts(rival, admission)) {
        Truth admissible = judgement.admissible(rival);
        if (admissible != Truth.NO) {
          possible.add(key.apply(rival));
        }
        if (admissible == Truth.YES) {
          sure.add(key.apply(rival));
        }
      }
    }
    if (sure.size() > capacity) {
      return Truth.YES;
    }
    return possible.size() > capacity ? Truth.UNKNOWN : Truth.NO;
  }

  private boolean counts(Deed rival, Deed admission) {
    return admission.saw(rival) || admission.isConcurrentWith(rival) && !stays(admission, rival);
  }

  private boolean stays(Deed admission, Deed against) {
    Set<MemberId> parties = new HashSet<>();
    parties.add(admission.author());
    parties.add(admission.grant().orElseThrow().member());
    return built.stays(admission.point(), against.point(), parties);
  }

  private static DeviceId device(Deed admission) {
    return admission.grant().orElseThrow().device();
  }

  private static boolean isConcurrent(Point one, Point other) {
    return !one.id().equals(other.id())
        && !one.past().includes(other)
        && !other.past().includes(one);
  }
}
