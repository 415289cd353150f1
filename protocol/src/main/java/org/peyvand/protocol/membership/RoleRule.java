package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Role;

/** The author's role is what the policy asks for, or more. */
final class RoleRule {
  private RoleRule() {}

  static Optional<Refusal> refusal(Member author, Role least) {
    return author.has(least)
        ? Optional.empty()
        : Rules.refuse(Ground.ROLE_TOO_LOW, "expected " + least + ", found " + author.role());
  }
}
