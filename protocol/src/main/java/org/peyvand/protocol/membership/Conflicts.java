package org.peyvand.protocol.membership;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Whether these, by number, are all sure to stand. */
    boolean stand(BitSet deeds);

    /** Whether an admission is in order by itself, too many or not. */
    Truth admissible(Deed admission);
  }

  /** Whether what nobody knew meanwhile was built on by others. */
  interface Built {
    /** Whether a full member in the past of {@code against}, other than these, has built on it. */
    boolean stays(Point act, Point against, Set<MemberId> parties);

    /** Whether anybody else than its author has built on it without knowing {@code against}. */
    boolean isBuiltOn(Point act, Point against, MemberId author);
  }

  Conflicts(Index index, Judgement judgement, Built built) {
    this.index = index;
    this.judgement = judgement;
    this.built = built;
  }

  /**
   * An act needs that what brought its author in stands.
   *
   * @param act whose author had been let in by its own past; so a device's only grant is known to
   *     it
   */
  Truth supported(Point act) {
    Truth supported = Truth.NO;
    List<Deed> grants = index.grants(act.author());
    for (Deed grant : grants) {
      if (grant.id().equals(act.id())) {
        return Truth.YES;
      }
      if (grants.size() == 1 || act.past().includes(grant.point())) {
        supported = supported.or(judgement.stands(grant).and(vouchedFor(grant, act)));
      }
    }
    return supported;
  }

  /** Whether the vouching that a device needs was complete when it wrote. */
  private Truth vouchedFor(Deed grant, Point act) {
    if (!grant.grant().orElseThrow().isForAnother()) {
      return Truth.YES;
    }
    Truth vouched = Truth.NO;
    for (Deed vouch : index.vouches(grant.id())) {
      if (vouch.completes() && act.past().includes(vouch.point())) {
        vouched = vouched.or(judgement.stands(vouch));
      }
    }
    return vouched;
  }

  /** Whether those who agreed to an act of power, and came in by what stands, are enough. */
  Truth hasVotes(Deed enactment) {
    Deed.Enacting power = enactment.power().orElseThrow();
    return judgement.stand(power.backing()) ? Truth.YES : power.passing().holds(this::supported);
  }

  /** Whether what made the member stands to whom an admission brings a device. */
  Truth joinsSomebody(Deed admission) {
    Deed.Grant grant = admission.grant().orElseThrow();
    if (!grant.isForAnother()) {
      return Truth.YES;
    }
    Truth stands = Truth.NO;
    for (Deed entry : index.entries(grant.member())) {
      if (admission.saw(entry)) {
        stands = stands.or(judgement.stands(entry));
      }
    }
    return stands;
  }

  /**
   * Removing a member or its device ends all that is done with it elsewhere meanwhile, unless
   * others have built on it.
   *
   * @param subject the member that enters or is removed by the act, where one is
   */
  Truth defeated(Point act, MemberId author, Optional<MemberId> subject) {
    Truth defeated = Truth.NO;
    for (Deed removal : index.removals(author)) {
      defeated = defeated.or(defeated(act, author, subject, removal));
    }
    for (Deed removal : index.removals(act.author())) {
      defeated = defeated.or(defeated(act, author, subject, removal));
    }
    return defeated;
  }

  private Truth defeated(Point act, MemberId author, Optional<MemberId> subject, Deed removal) {
    return isConcurrent(act, removal.point()) && !stays(act, author, subject, removal)
        ? holds(removal)
        : Truth.NO;
  }

  private boolean stays(Point act, MemberId author, Optional<MemberId> subject, Deed removal) {
    if (removal.act() instanceof Act.ProveFork) {
      return built.isBuiltOn(act, removal.point(), author);
    }
    Set<MemberId> parties = new HashSet<>(Set.of(author));
    subject.ifPresent(parties::add);
    return built.stays(act, removal.point(), parties);
  }

  /** Whether an act stands and no recovery that knew it undoes it. */
  Truth holds(Deed deed) {
    return judgement.stands(deed).and(undone(deed).not());
  }

  Truth undone(Deed deed) {
    Truth undone = Truth.NO;
    for (Deed recovery : index.undoing(deed)) {
      undone = undone.or(holds(recovery));
    }
    return undone;
  }

  /** One member's suspensions that did not know of each other: only the lowest counts. */
  Truth outdone(Deed suspension) {
    Truth outdone = Truth.NO;
    for (Deed other : index.suspensionsBy(suspension.author())) {
      if (other.isConcurrentWith(suspension) && other.id().compareTo(suspension.id()) < 0) {
        outdone = outdone.or(holds(other));
      }
    }
    return outdone;
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
    if (index.hasAtMost(uses, invite.id())) {
      return Truth.NO;
    }
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
    List<Deed> rivals =
        index.joined(grant.member()).stream().filter(r -> !isRetired(r, admission)).toList();
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

  /** Whether the admission knew that the rival's device is out. */
  private boolean isRetired(Deed rival, Deed admission) {
    return rival != admission && index.removals(device(rival)).stream().anyMatch(admission::saw);
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
