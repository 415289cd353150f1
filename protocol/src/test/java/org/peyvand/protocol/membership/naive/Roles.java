package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;

/** M8.8. */
final class Roles {
  private final List<Deed> set;
  private final Standing standing;
  private final Moves moves;

  Roles(List<Deed> set, Standing standing, Moves moves) {
    this.set = set;
    this.standing = standing;
    this.moves = moves;
  }

  Role of(MemberId member) {
    if (isSteward(member)) {
      return Role.STEWARD;
    }
    boolean granted =
        moves.with(new Effect.GrantRole(member, Role.MEMBER)).stream()
            .anyMatch(g -> ends(member, Role.MEMBER).stream().allMatch(e -> stoodBefore(e, g)));
    boolean brought = isMemberByEntry(member) && ends(member, Role.MEMBER).isEmpty();
    return granted || brought ? Role.MEMBER : Role.NEWCOMER;
  }

  private boolean isSteward(MemberId member) {
    List<Moves.Move> plain =
        new ArrayList<>(moves.with(new Effect.GrantRole(member, Role.STEWARD)));
    founding(member).forEach(plain::add);
    List<Moves.Move> ends = new ArrayList<>(ends(member, Role.STEWARD));
    ends.addAll(moves.recoveries(member, false));
    return plain.stream().anyMatch(g -> ends.stream().allMatch(e -> stoodBefore(e, g)))
        || moves.recoveries(member, true).stream()
            .anyMatch(g -> ends.stream().noneMatch(e -> e.knows(g)));
  }

  private List<Moves.Move> founding(MemberId member) {
    return set.stream()
        .filter(d -> d.act() instanceof Act.Genesis && standing.stands(d))
        .filter(d -> d.entry().orElseThrow().member().equals(member))
        .map(d -> new Moves.Move(List.of(d)))
        .toList();
  }

  private List<Moves.Move> ends(MemberId member, Role role) {
    return moves.with(new Effect.EndRole(member, role));
  }

  private static boolean stoodBefore(Moves.Move end, Moves.Move grant) {
    return grant.entries().stream()
        .anyMatch(
            g -> end.entries().stream().anyMatch(e -> g.knows(e) && g.before().stands(e.id())));
  }

  /** What admission and vouching gave (M5.2, M7.1). */
  private boolean isMemberByEntry(MemberId member) {
    return set.stream()
        .filter(d -> standing.stands(d) || standing.isHeld(d))
        .filter(d -> d.entry().filter(Deed.Entering::isPersonal).isPresent())
        .filter(d -> d.entry().orElseThrow().member().equals(member))
        .anyMatch(this::givesMember);
  }

  private boolean givesMember(Deed admission) {
    return admission.entry().orElseThrow().gives().orElseThrow() != Role.NEWCOMER
        || Vouching.completing(admission, set).stream().anyMatch(standing::stands);
  }
}
