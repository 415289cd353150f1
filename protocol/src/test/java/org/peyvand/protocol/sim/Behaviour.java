package org.peyvand.protocol.sim;

import org.peyvand.protocol.log.StoreException;

/**
 * What a hostile member may do: one of these again and again, each a scenario of its own. The
 * comment of each says what it hopes for; the {@link Damage} of it is limited all the same.
 */
enum Behaviour {
  /** Signs two entries for one number and tells one to each half. */
  FORK(Forking::fork),
  /** Signs a second line of old and shows it when much has been built since. */
  FORK_HIDDEN_AND_REVEALED(Forking::hideAndReveal),
  /** Signs three. */
  FORK_THREE_WAYS(Forking::threeWays),
  /** Tells each side of a partition its own line, for as long as it lasts. */
  FORK_ALONG_A_PARTITION(Forking::alongThePartition),
  /** Lets somebody in by the branch that its other branch is to void. */
  FORK_TO_VOID_OWN_GRANTS(Forking::toVoidOwnGrants),
  /** Accuses an honest device of a fork, with a forged signature. */
  FORK_PROOF_FORGED(Forking::forgeProof),
  /** Proves a fork of its own other device, as if it knew of nothing that came since. */
  FORK_PROOF_WITH_LITTLE_PAST(Forking::proveWithLittlePast),
  /** Runs one device in two places, with a program that ignores that it was told so. */
  CLONED_DEVICE(Forking::clone),

  /** Invites and lets in as if it had not been removed. */
  BACKDATED_INVITE(Backdating::invite),
  /** Shares and edits so. */
  BACKDATED_CONTENT(Backdating::content),
  /** Suspends everybody so. */
  BACKDATED_MASS_REMOVAL(Backdating::massRemoval),
  /** Links to the oldest that it may, always. */
  STALE_LINKS(Backdating::stale),
  /** Claims the beginning and the end of time. */
  EXTREME_TIMES(Backdating::extremeTimes),
  /** Tells again what is long known. */
  REPLAY(Backdating::replay),

  /** Suspends whoever may be about to suspend it. */
  MUTUAL_REMOVAL(Removing::mutual),
  /** Has those whom it let in act against those who act against it. */
  REMOVAL_BY_DELEGATES(Removing::byDelegates),
  /** Adds a third removal, by which two mutual ones shall cancel each other. */
  MUTUAL_REMOVAL_AND_NOISE(Removing::mutualAndNoise),
  /** Suspends two at once. */
  DOUBLE_SUSPENSION(Removing::twice),
  /** Leaves and writes on. */
  LEAVE_AND_GO_ON(Removing::leaveAndGoOn),

  /** Links to entries that there are not. */
  ORPHAN_FLOOD(Linking::orphans),
  /** Links to itself, to its own past and future, and from governance to records. */
  LINKS_IN_CIRCLES(Linking::circles),
  /** Leaves as many heads as its devices can. */
  MANY_HEADS(Linking::manyHeads),
  /** Keeps some of its own lines from one peer. */
  WITHHOLD(Lying::withhold),
  /** Is one peer's only peer, and tells it of nobody else. */
  ECLIPSE(Lying::eclipse),
  /** Claims to have what nobody has, so that two are never equal. */
  LYING_HEADS(Lying::heads),

  /** Seals an epoch wrongly for one. */
  GARBLED_SEAL(Sealing::garbled),
  /** Seals to each another secret. */
  DIFFERENT_SECRETS(Sealing::differentSecrets),
  /** Seals an epoch to an outsider, to make it unusable. */
  SEAL_FOR_AN_OUTSIDER(Sealing::forOutsider),
  /** Leaves one member out of an epoch. */
  EPOCH_WITHOUT_A_MEMBER(Sealing::withoutOne),
  /** Seeks an epoch whose id comes first. */
  EPOCH_ID_GRINDING(Sealing::grind),
  /** Makes epoch after epoch. */
  EPOCH_STORM(Sealing::storm),
  /** Names a sealing key again and again. */
  SEALING_KEY_STORM(Sealing::renewals),

  /** Lets one code be used on both sides of a partition. */
  INVITE_USED_TWICE(Crowding::inviteTwice),
  /** Floods with invites, and with newcomers who vouch for each other. */
  VOUCHING_RING(Crowding::ring),
  /** Votes twice, and has newcomers vote on older questions. */
  LATE_AND_DOUBLE_VOTES(Crowding::vote),
  /** Adds somebody else's device to itself. */
  SOMEBODY_ELSES_DEVICE(Crowding::somebodyElsesDevice),

  /** Sends bodies that are too large, or nested too deep. */
  BOMBS(Garbling::bombs),
  /** Sends entries in other bytes under the same signature, and other signatures of them. */
  MALLEATED(Garbling::malleated);

  /** Does it once more. */
  @FunctionalInterface
  interface Deed {
    void happen(Villain villain) throws StoreException;
  }

  private final Deed deed;

  Behaviour(Deed deed) {
    this.deed = deed;
  }

  void happen(Villain villain) throws StoreException {
    deed.happen(villain);
  }

  /** Whether it brings in people of its own: where admission makes full members they may do so. */
  boolean crowds() {
    return switch (this) {
      case FORK_TO_VOID_OWN_GRANTS,
          BACKDATED_INVITE,
          REMOVAL_BY_DELEGATES,
          INVITE_USED_TWICE,
          VOUCHING_RING,
          LATE_AND_DOUBLE_VOTES ->
          true;
      default -> false;
    };
  }
}
