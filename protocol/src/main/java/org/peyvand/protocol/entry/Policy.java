package org.peyvand.protocol.entry;

/**
 * The rules that a network sets itself.
 *
 * @param mayInvite the least role that may make invites
 * @param mayAdmit the least role that may say yes to a request made with a valid invite
 * @param admissionGives the role of someone just admitted
 * @param quorumPercent how much of the electorate must have cast a ballot, in percent
 * @param tellers who confirms that a vote was closed fairly
 * @param powerPercent how much of the whole electorate an act of power needs at least, in percent;
 *     never less than more than half
 * @param history what somebody just admitted may read of the records
 */
public record Policy(
    Role mayInvite,
    Role mayAdmit,
    Role admissionGives,
    int quorumPercent,
    Tellers tellers,
    int powerPercent,
    History history) {

  /** Who the tellers of a decision are. */
  public enum Tellers {
    STEWARDS,
    ALL_MEMBERS
  }

  /** What a newcomer may read of the records. */
  public enum History {
    ALL,
    SINCE_JOINING
  }

  /** What can be set by itself. */
  public enum Key {
    MAY_INVITE,
    MAY_ADMIT,
    ADMISSION_GIVES,
    QUORUM,
    TELLERS,
    POWER,
    HISTORY
  }

  private static final int HALF = 50;

  public Policy {
    requirePercent(quorumPercent);
    requirePercent(powerPercent);
  }

  /** Rules under which more than half is enough for an act of power, and newcomers read all. */
  public Policy(
      Role mayInvite, Role mayAdmit, Role admissionGives, int quorumPercent, Tellers tellers) {
    this(mayInvite, mayAdmit, admissionGives, quorumPercent, tellers, HALF, History.ALL);
  }

  private static void requirePercent(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("expected 0 to 100 percent, found " + percent);
    }
  }

  /** The value of one rule: a percentage, or the number of a role or kind of tellers. */
  public int value(Key key) {
    return switch (key) {
      case MAY_INVITE -> mayInvite.ordinal();
      case MAY_ADMIT -> mayAdmit.ordinal();
      case ADMISSION_GIVES -> admissionGives.ordinal();
      case QUORUM -> quorumPercent;
      case TELLERS -> tellers.ordinal();
      case POWER -> powerPercent;
      case HISTORY -> history.ordinal();
    };
  }

  /** Whether a rule may have this value. */
  public static boolean allows(Key key, int value) {
    return switch (key) {
      case MAY_INVITE, MAY_ADMIT -> value > 0 && value < Role.values().length;
      case ADMISSION_GIVES -> value == Role.NEWCOMER.ordinal() || value == Role.MEMBER.ordinal();
      case QUORUM, POWER -> value >= 0 && value <= 100;
      case TELLERS -> value >= 0 && value < Tellers.values().length;
      case HISTORY -> value >= 0 && value < History.values().length;
    };
  }

  /**
   * This policy with one rule changed.
   *
   * @throws IllegalArgumentException if the rule may not have this value
   */
  public Policy with(Key key, int value) {
    if (!allows(key, value)) {
      throw new IllegalArgumentException("policy: expected another value of " + key + ": " + value);
    }
    return new Policy(
        key == Key.MAY_INVITE ? Role.values()[value] : mayInvite,
        key == Key.MAY_ADMIT ? Role.values()[value] : mayAdmit,
        key == Key.ADMISSION_GIVES ? Role.values()[value] : admissionGives,
        key == Key.QUORUM ? value : quorumPercent,
        key == Key.TELLERS ? Tellers.values()[value] : tellers,
        key == Key.POWER ? value : powerPercent,
        key == Key.HISTORY ? History.values()[value] : history);
  }

  /** Of two values of a rule the stricter one: it gives less power to one person, or asks more. */
  public static int stricter(Key key, int one, int other) {
    return key == Key.ADMISSION_GIVES ? Math.min(one, other) : Math.max(one, other);
  }
}
