package org.peyvand.protocol.entry;

/**
 * The rules that a network sets itself.
 *
 * @param mayInvite the least role that may make invites
 * @param mayAdmit the least role that may say yes to a request made with a valid invite
 * @param admissionGives the role of someone just admitted
 * @param quorumPercent how much of the electorate must have cast a ballot, in percent
 * @param tellers who confirms that a vote was closed fairly
 */
public record Policy(
    Role mayInvite, Role mayAdmit, Role admissionGives, int quorumPercent, Tellers tellers) {

  /** Who the tellers of a decision are. */
  public enum Tellers {
    STEWARDS,
    ALL_MEMBERS
  }

  public Policy {
    if (quorumPercent < 0 || quorumPercent > 100) {
      throw new IllegalArgumentException(
          "quorum: expected 0 to 100 percent, found " + quorumPercent);
    }
  }
}
