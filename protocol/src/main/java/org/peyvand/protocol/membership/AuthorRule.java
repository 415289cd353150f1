package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;

/** Only an active member acts; a suspended one may still plead, and leave. */
final class AuthorRule {
  private AuthorRule() {}

  static Optional<Refusal> refusal(Membership known, DeviceId author) {
    return device(known, author).or(() -> state(known.memberOf(author).orElseThrow()));
  }

  /** As above, but lets the suspended do what this act is, if they may. */
  static Optional<Refusal> refusal(Membership known, DeviceId author, Act act) {
    return device(known, author)
        .or(
            () -> {
              Member member = known.memberOf(author).orElseThrow();
              return member.state() == Member.State.SUSPENDED && isOpenToTheSuspended(act)
                  ? Optional.empty()
                  : state(member);
            });
  }

  /**
   * Whether a suspended member may do this: vote and plead for reinstatement or recovery, or leave.
   * Which proposals its ballots and enactments may name, {@link Powers} judges.
   */
  static boolean isOpenToTheSuspended(Act act) {
    return act instanceof Act.Leave
        || act instanceof Act.Ballot
        || act instanceof Act.Enact
        || act instanceof Act.Propose propose
            && propose.effect().filter(AuthorRule::isRemedy).isPresent();
  }

  /** Whether the suspended have a voice in it. */
  static boolean isRemedy(Effect effect) {
    return effect instanceof Effect.Reinstate || effect instanceof Effect.Recover;
  }

  private static Optional<Refusal> device(Membership known, DeviceId author) {
    Optional<Member> member = known.memberOf(author);
    if (member.isEmpty()) {
      return Rules.refuse(Ground.NOT_A_MEMBER, "expected a member's device, found " + author);
    }
    if (member.get().retired().containsKey(author)) {
      return Rules.refuse(Ground.DEVICE_RETIRED, "expected a device in use, found one removed");
    }
    return member.get().waiting().containsKey(author)
        ? Rules.refuse(Ground.NOT_VOUCHED_FOR, "expected a device that others vouched for")
        : Optional.empty();
  }

  private static Optional<Refusal> state(Member member) {
    return switch (member.state()) {
      case ACTIVE -> Optional.empty();
      case HELD -> Rules.refuse(Ground.AUTHOR_HELD, "expected an active author, found one held");
      case SUSPENDED -> Rules.refuse(Ground.SUSPENDED, "expected an active author");
      case EXPELLED -> Rules.refuse(Ground.EXPELLED, "expected an active author");
      case LEFT -> Rules.refuse(Ground.LEFT, "expected an active author, found one who left");
    };
  }
}
