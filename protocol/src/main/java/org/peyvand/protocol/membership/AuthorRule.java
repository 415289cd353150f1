package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.id.DeviceId;

/** Only an active member acts. */
final class AuthorRule {
  private AuthorRule() {}

  static Optional<Refusal> refusal(Membership known, DeviceId author) {
    Optional<Member> member = known.memberOf(author);
    if (member.isEmpty()) {
      return Rules.refuse(Ground.NOT_A_MEMBER, "expected a member's device, found " + author);
    }
    return switch (member.get().state()) {
      case ACTIVE -> Optional.empty();
      case HELD -> Rules.refuse(Ground.AUTHOR_HELD, "expected an active author, found one held");
      case LEFT -> Rules.refuse(Ground.LEFT, "expected an active author, found one who left");
    };
  }
}
