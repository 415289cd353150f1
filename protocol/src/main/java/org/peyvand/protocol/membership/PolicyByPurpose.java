package org.peyvand.protocol.membership;

import java.util.Map;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Policy.Tellers;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.Role;

/**
 * The rules that a new network begins with, by what it is for.
 *
 * <p>In every purpose stewards invite, for whom to trust is the one question that cannot be taken
 * back; any member may say yes to a bearer, for the power lies in the invite, and joining must work
 * while the inviter is away; whoever was invited and met is a full member at once; half of the
 * electorate has to vote, so that no few decide for the rest; and the stewards confirm that a vote
 * was closed fairly, because each is a person whom the group chose. What sets the purposes apart
 * (approvals of expenses, councils, charters) are acts of power, which need no other policy here.
 */
public final class PolicyByPurpose {
  private static final int HALF = 50;
  private static final Policy STEWARDS_INVITE =
      new Policy(Role.STEWARD, Role.MEMBER, Role.MEMBER, HALF, Tellers.STEWARDS);

  private static final Map<Purpose, Policy> POLICIES =
      Map.of(
          Purpose.INFORMATION, STEWARDS_INVITE,
          Purpose.COORDINATION, STEWARDS_INVITE,
          Purpose.FUNDING, STEWARDS_INVITE,
          Purpose.CAMPAIGN, STEWARDS_INVITE,
          Purpose.ALLIANCE, STEWARDS_INVITE);

  private PolicyByPurpose() {}

  public static Policy of(Purpose purpose) {
    return POLICIES.get(purpose);
  }
}
