package org.peyvand.protocol.decision;

/**
 * Why an act does not count, or may not be done.
 *
 * @param expected what the rule asks for: keys, numbers or ids, never a sentence; may be empty
 * @param found what was there instead; may be empty
 */
public record Refusal(Cause cause, String expected, String found) {

  /** One cause per rule. */
  public enum Cause {
    /** The proposal is not in the act's past. */
    UNKNOWN_PROPOSAL,
    UNKNOWN_METHOD,
    /** What has an effect is decided by threshold, and by nothing else. */
    EFFECT_NEEDS_THRESHOLD,
    /** Only what has an effect is decided by threshold. */
    THRESHOLD_NEEDS_EFFECT,
    /** This method's choices are fixed. */
    OPTIONS_NOT_TAKEN,
    /** The policy's tellers are nobody, so the vote could never be closed. */
    NO_TELLERS,
    /** The device acted for nobody in the act's past. */
    NOT_A_MEMBER,
    NOT_A_FULL_MEMBER,
    /** The member was suspended in the act's past, and the suspended have no voice in this. */
    SUSPENDED,
    /** It would remove the member, or a device of it. */
    OWN_REMOVAL,
    /** Not among the full members in the proposal's past. */
    NOT_IN_ELECTORATE,
    UNKNOWN_CHOICE,
    /** The member has agreed, and to agree is final. */
    AGREED_FOR_GOOD,
    NOT_THE_PROPOSER,
    /** Taken back, as the act's past knows. */
    WITHDRAWN,
    /** Carried out already. */
    ALREADY_ENACTED,
    /** It has no effect that could be enacted. */
    NOTHING_TO_ENACT,
    /** An act of power is never closed: it is enacted. */
    ENACTED_NOT_CLOSED,
    /** Membership does not count this enactment. */
    VOID_ENACTMENT,
    /** Settled, as the act's past knows. */
    ALREADY_SETTLED,
    /** A ballot that knew of the close which settled the vote without it. */
    AFTER_CLOSE,
    NOT_A_TELLER,
    /** The member is a teller, but tells with its first device. */
    OTHER_DEVICE_TELLS,
    UNKNOWN_ROUND,
    /** In later rounds one teller closes, and this is another one. */
    NOT_YOUR_TURN,
    /** Too few tellers gave up the round before. */
    TOO_FEW_GAVE_UP,
    /** The teller itself gave this round up. */
    ROUND_GIVEN_UP,
    TOO_MANY_BALLOTS,
    /** A close names something that is no counting ballot of this proposal in its past. */
    UNKNOWN_BALLOT,
    /** A ballot that the teller knows is not in the list. */
    BALLOTS_LEFT_OUT,
    /** The list has a ballot that was replaced, or the same one twice. */
    BALLOTS_REPEATED,
    /** A list with enough acknowledgements must be carried into the next round, and was not. */
    LIST_NOT_CARRIED_OVER,
    /** The close is not in the act's past. */
    UNKNOWN_CLOSE,
    /** The close itself does not count. */
    VOID_CLOSE,
    ALREADY_ACKNOWLEDGED,
    /** The teller acknowledged another list in this round. */
    OTHER_LIST_ACKNOWLEDGED,
    TOO_FEW_ACKNOWLEDGEMENTS,
    ALREADY_CONFIRMED,
    /** Nobody has tried to close this vote. */
    NOT_CLOSING
  }

  static Refusal of(Cause cause) {
    return new Refusal(cause, "", "");
  }

  static Refusal of(Cause cause, Object expected, Object found) {
    return new Refusal(cause, expected.toString(), found.toString());
  }
}
