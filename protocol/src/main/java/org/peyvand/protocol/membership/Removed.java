package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<MemberId, List<Enacted>> cures = new HashMap<>();

  Removed(Resolution resolution, List<Enacted> powers) {
    this.resolution = resolution;
    this.powers = powers;
    for (Enacted power : powers) {
      if (power.effect() instanceof Effect.Reinstate reinstate) {
        cure(reinstate.member(), power);
      } else if (power.effect() instanceof Effect.Recover recover) {
        recover.stewards().forEach(steward -> cure(steward, power));
      }
    }
  }

  private void cure(MemberId member, Enacted power) {
    cures.computeIfAbsent(member, m -> new ArrayList<>()).add(power);
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
    return bringingBack(member).stream().flatMap(power -> power.entries().stream());
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
      return bringingBack(member).stream().anyMatch(cure -> !cure.isKnownTo(removal));
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
    return bringingBack(member).stream()
        .anyMatch(
            cure ->
                cure.effect() instanceof Effect.Recover
                    ? !expulsion.knows(cure)
                    : cure.knows(expulsion));
  }

  /** What reinstates a member, and the recoveries that name it a steward. */
  private List<Enacted> bringingBack(MemberId member) {
    return cures.getOrDefault(member, List.of());
  }
}
