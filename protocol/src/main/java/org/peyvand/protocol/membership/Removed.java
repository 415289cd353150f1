package org.peyvand.protocol.membership;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/** Which removals hold, once it is decided which deeds stand (rule M8). */
final class Removed {
  private final Resolution resolution;
  private final List<Deed> cures;

  Removed(Resolution resolution) {
    this.resolution = resolution;
    this.cures =
        resolution.deeds().stream()
            .filter(d -> d.effect().filter(AuthorRule::isRemedy).isPresent())
            .filter(resolution::holds)
            .toList();
  }

  /** The removals of this device that hold. */
  List<Deed> of(DeviceId device) {
    return resolution.index().removals(device).stream().filter(resolution::holds).toList();
  }

  /** The removals of this member that hold. */
  List<Deed> of(MemberId member) {
    return resolution.index().removals(member).stream()
        .filter(removal -> resolution.holds(removal) && !isCured(member, removal))
        .toList();
  }

  /** The acts that brought this member back. */
  Stream<Deed> cures(MemberId member) {
    return cures.stream().filter(cure -> reinstates(cure, member) || names(cure, member));
  }

  /** Which state removals leave a member in; empty if none holds. */
  static Optional<Member.State> state(List<Deed> removals) {
    return removals.stream()
        .map(
            removal ->
                removal.act() instanceof Act.Leave
                    ? Member.State.LEFT
                    : removal.act() instanceof Act.Suspend
                        ? Member.State.SUSPENDED
                        : Member.State.EXPELLED)
        .max(Enum::compareTo);
  }

  /**
   * Lower rank cannot undo higher that did not know of it: a cure ends the suspensions that it did
   * not know, and recovery the expulsions too; a reinstatement only expulsions that it knew.
   */
  private boolean isCured(MemberId member, Deed removal) {
    if (removal.act() instanceof Act.Leave) {
      return false;
    }
    boolean suspension = removal.act() instanceof Act.Suspend;
    return cures(member)
        .anyMatch(
            cure -> suspension || names(cure, member) ? !removal.saw(cure) : cure.saw(removal));
  }

  private static boolean reinstates(Deed cure, MemberId member) {
    return cure.effect().get() instanceof Effect.Reinstate reinstate
        && reinstate.member().equals(member);
  }

  private static boolean names(Deed cure, MemberId member) {
    return cure.effect().get() instanceof Effect.Recover recover
        && recover.stewards().contains(member);
  }
}
