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
  private final List<Enacted> powers;

  Removed(Resolution resolution, List<Enacted> powers) {
    this.resolution = resolution;
    this.powers = powers;
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
    return powers.stream()
        .filter(power -> reinstates(power, member) || names(power, member))
        .flatMap(power -> power.entries().stream());
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

  private boolean isCured(MemberId member, Deed removal) {
    if (removal.act() instanceof Act.Suspend) {
      return powers.stream()
          .filter(cure -> reinstates(cure, member) || names(cure, member))
          .anyMatch(cure -> !cure.isKnownTo(removal));
    }
    return removal.act() instanceof Act.Enact && isCured(member, expulsion(removal));
  }

  private Enacted expulsion(Deed removal) {
    return powers.stream().filter(p -> p.entries().contains(removal)).findFirst().orElseThrow();
  }

  /**
   * Lower rank cannot undo higher that did not know of it: recovery ends expulsions that it did not
   * know; a reinstatement only those that it knew.
   */
  private boolean isCured(MemberId member, Enacted expulsion) {
    return powers.stream()
        .anyMatch(
            cure ->
                reinstates(cure, member) && cure.knows(expulsion)
                    || names(cure, member) && !expulsion.knows(cure));
  }

  private static boolean reinstates(Enacted cure, MemberId member) {
    return cure.effect() instanceof Effect.Reinstate reinstate && reinstate.member().equals(member);
  }

  private static boolean names(Enacted cure, MemberId member) {
    return cure.effect() instanceof Effect.Recover recover && recover.stewards().contains(member);
  }
}
