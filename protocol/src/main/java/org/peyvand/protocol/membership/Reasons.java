package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;

/** Names why a deed does not stand, once all is decided: always the first rule in this order. */
final class Reasons {
  private Reasons() {}

  static Refusal of(
      Deed deed, Standing standing, Conflicts conflicts, Index index, Conflicts.Judgement judged) {
    if (standing == Standing.HELD) {
      return new Refusal(Ground.HELD, crowd(deed, conflicts));
    }
    Optional<Refusal> byAuthor =
        deed.isFinal()
            ? unsupported(deed.point(), conflicts)
            : ofAuthor(deed.point(), deed.author(), deed.subject(), conflicts);
    return byAuthor
        .or(() -> byInvite(deed, conflicts, index, judged))
        .or(() -> byKind(deed, conflicts, index, judged))
        .orElseGet(Reasons::circular);
  }

  private static Optional<Refusal> byKind(
      Deed deed, Conflicts conflicts, Index index, Conflicts.Judgement judged) {
    if (deed.act() instanceof Act.Vouch vouch
        && judged.stands(index.deed(vouch.admission())) != Truth.YES) {
      return Rules.refuse(Ground.NO_SUCH_ADMISSION, "expected an admission that stands");
    }
    if (deed.power().isPresent() && conflicts.hasVotes(deed) != Truth.YES) {
      return Rules.refuse(Ground.TOO_FEW_AGREED, "expected enough voters whose admission stands");
    }
    return deed.act() instanceof Act.Suspend && conflicts.outdone(deed) == Truth.YES
        ? Rules.refuse(Ground.SUSPENSION_OPEN, "expected one suspension, found another meanwhile")
        : Optional.empty();
  }

  /** What became of an act's author since, if that voids the act. */
  static Optional<Refusal> ofAuthor(
      Point act, MemberId author, Optional<MemberId> entered, Conflicts conflicts) {
    return unsupported(act, conflicts).or(() -> defeated(act, author, entered, conflicts));
  }

  private static Optional<Refusal> unsupported(Point act, Conflicts conflicts) {
    return conflicts.supported(act) == Truth.YES
        ? Optional.empty()
        : Rules.refuse(Ground.AUTHOR_VOID, "expected an author whose admission stands");
  }

  private static Optional<Refusal> defeated(
      Point act, MemberId author, Optional<MemberId> entered, Conflicts conflicts) {
    return conflicts.defeated(act, author, entered) == Truth.YES
        ? Rules.refuse(
            Ground.REMOVED_MEANWHILE, "expected an act that its author's removal knew of")
        : Optional.empty();
  }

  private static Optional<Refusal> byInvite(
      Deed deed, Conflicts conflicts, Index index, Conflicts.Judgement judged) {
    if (deed.invite().isEmpty()) {
      return Optional.empty();
    }
    if (judged.stands(index.invite(deed)) != Truth.YES) {
      return Rules.refuse(Ground.INVITE_VOID, "expected an invite that stands");
    }
    return conflicts.revoked(deed) == Truth.YES
        ? Rules.refuse(Ground.INVITE_REVOKED, "expected an invite that nobody revoked meanwhile")
        : Optional.empty();
  }

  private static String crowd(Deed admission, Conflicts conflicts) {
    if (conflicts.inviteOverused(admission) == Truth.YES) {
      return "expected as many bearers as the invite has uses, found more";
    }
    if (conflicts.enteredTwice(admission) == Truth.YES) {
      return "expected one admission of a device, found another by another invite";
    }
    return conflicts.tooManyDevices(admission) == Truth.YES
        ? "expected as many devices as a member may have, found more"
        : "expected an admission that does not wait for itself";
  }

  private static Refusal circular() {
    return new Refusal(Ground.CIRCULAR, "expected a standing that does not wait for itself");
  }
}
