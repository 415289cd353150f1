package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.membership.ForkBytes;
import org.peyvand.protocol.membership.MemberIds;

/** M2: whether an act had the power for what it does, judged by its own past alone. */
final class OwnPast {
  private final NetworkId network;
  private final Fact fact;
  private final State before;
  private final List<Deed> past;
  private final Optional<MemberId> author;

  OwnPast(NetworkId network, Fact fact, State before, List<Deed> past) {
    this.network = network;
    this.fact = fact;
    this.before = before;
    this.past = past;
    this.author = before.ownerOf(fact.author());
  }

  Deed judge(int number) {
    if (fact.act() instanceof Act.Genesis genesis) {
      return founding(number, genesis);
    }
    if (fact.act() instanceof Act.Admit admit) {
      Optional<Deed.Entering> entry =
          new Entrance(network, before, past, author).entering(admit, mayAct());
      return deed(number, author, entry.isPresent(), entry, Optional.empty());
    }
    if (fact.act() instanceof Act.Enact enact) {
      Optional<Motion> motion = power().passed(enact);
      return deed(number, author, motion.isPresent(), Optional.empty(), motion);
    }
    return deed(number, author, isInOrder(), Optional.empty(), Optional.empty());
  }

  private Deed founding(int number, Act.Genesis genesis) {
    boolean first = fact.id().bytes().equals(network.bytes()) && past.isEmpty();
    if (!first || !genesis.founder().device().equals(fact.author())) {
      return deed(number, author, false, Optional.empty(), Optional.empty());
    }
    MemberId founder = MemberIds.of(network, fact.author());
    Deed.Entering entry =
        new Deed.Entering(fact.author(), founder, Optional.empty(), Optional.of(Role.STEWARD));
    return deed(number, Optional.of(founder), true, Optional.of(entry), Optional.empty());
  }

  private Deed deed(
      int number,
      Optional<MemberId> member,
      boolean inOrder,
      Optional<Deed.Entering> entry,
      Optional<Motion> motion) {
    return new Deed(number, fact, before, member, inOrder, entry, motion);
  }

  private boolean isInOrder() {
    Act act = fact.act();
    if (act instanceof Act.Invite invite) {
      return mayAct() && mayInvite(invite);
    }
    if (act instanceof Act.RevokeInvite revoke) {
      return mayAct() && mayRevoke(revoke);
    }
    if (act instanceof Act.Vouch vouch) {
      return mayAct() && mayVouch(vouch);
    }
    if (act instanceof Act.Retire retire) {
      return mayAct()
          && !retire.device().equals(fact.author())
          && !before.out().contains(retire.device())
          && before.ownerOf(retire.device()).equals(author);
    }
    if (act instanceof Act.Suspend suspend) {
      return mayAct() && maySuspend(suspend);
    }
    if (act instanceof Act.ProveFork fork) {
      return mayAct() && !before.ownerOf(fork.device()).equals(author) && proves(fork);
    }
    if (act instanceof Act.Adopt adopt) {
      return mayAct()
          && before.isFull(author.orElseThrow())
          && before.setAside().contains(adopt.newest().device());
    }
    if (act instanceof Act.Leave) {
      return mayAct() ? before.active().size() > 1 : isSuspended();
    }
    if (act instanceof Act.Propose propose && propose.effect().isPresent()) {
      return propose.method().equals("threshold")
          && propose.options().isEmpty()
          && power().mayPropose(propose.effect().get());
    }
    if (act instanceof Act.Ballot ballot && power().proposal(ballot.proposal()).isPresent()) {
      return power().mayVote(ballot);
    }
    return mayAct();
  }

  private ActsOfPower power() {
    return new ActsOfPower(fact, before, past, author);
  }

  /** M1.5: whether the author's device is effective. */
  private boolean mayAct() {
    return !before.out().contains(fact.author()) && author.filter(before::isActive).isPresent();
  }

  /** M2.2: whether it may do what the suspended still may. */
  private boolean isSuspended() {
    return !before.out().contains(fact.author())
        && author.filter(m -> before.stateOf(m) == Outcome.State.SUSPENDED).isPresent();
  }

  private Policy policy() {
    return before.policy().orElseThrow();
  }

  private boolean isAuthorAs(Role least) {
    return before.isActiveAs(author.orElseThrow(), least);
  }

  private boolean mayInvite(Act.Invite invite) {
    boolean forOther = invite.forMember().isPresent();
    if (invite.uses() < 1 || invite.uses() > Limits.INVITE_USES) {
      return false;
    }
    if (forOther && !(invite.forDevice() && isAnotherThatIsIn(invite.forMember().get()))) {
      return false;
    }
    if (invite.expiresAfter().stream().anyMatch(n -> n < 1 || n > Limits.INVITE_EXPIRY)) {
      return false;
    }
    return invite.forDevice() && !forOther
        || isAuthorAs(policy().mayInvite()) && openByAuthor() < Limits.OPEN_INVITES;
  }

  /** M5.6: the author's open invites, those for its own devices apart. */
  private long openByAuthor() {
    return past.stream()
        .filter(d -> before.outcome().open().contains(d.id()) && d.isBy(author))
        .map(d -> (Act.Invite) d.act())
        .filter(i -> !i.forDevice() || i.forMember().isPresent())
        .count();
  }

  private boolean isAnotherThatIsIn(MemberId member) {
    Outcome.State state = before.stateOf(member);
    return !author.equals(Optional.of(member))
        && (state == Outcome.State.ACTIVE || state == Outcome.State.SUSPENDED);
  }

  private boolean mayRevoke(Act.RevokeInvite revoke) {
    Optional<Deed> invite = past.stream().filter(d -> d.id().equals(revoke.invite())).findFirst();
    return invite.isPresent()
        && invite.get().act() instanceof Act.Invite
        && before.stands(revoke.invite())
        && (invite.get().isBy(author) || isAuthorAs(Role.STEWARD));
  }

  private boolean mayVouch(Act.Vouch vouch) {
    Optional<Deed> admission =
        past.stream().filter(d -> d.id().equals(vouch.admission())).findFirst();
    return admission.isPresent()
        && admission.get().act() instanceof Act.Admit
        && before.stands(vouch.admission())
        && before.isFull(author.orElseThrow())
        && !admission.get().entry().orElseThrow().member().equals(author.orElseThrow());
  }

  private boolean maySuspend(Act.Suspend suspend) {
    boolean open =
        before.suspending().stream()
            .filter(s -> s.isBy(author))
            .map(s -> s.removedMember().orElseThrow())
            .anyMatch(m -> before.stateOf(m) == Outcome.State.SUSPENDED);
    return isAuthorAs(Role.STEWARD)
        && before.isActive(suspend.member())
        && !suspend.member().equals(author.orElseThrow())
        && !open;
  }

  private boolean proves(Act.ProveFork fork) {
    int order = fork.one().compareTo(fork.other());
    boolean differ = fork.path().isEmpty() ? order < 0 : order != 0;
    return differ && ForkBytes.proves(network, fork);
  }
}
