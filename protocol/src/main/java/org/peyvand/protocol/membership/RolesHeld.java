package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.MemberId;

/** Who has which role, once it is decided which deeds stand (rule M8.8). */
final class RolesHeld {
  private final List<Deed> enacted;

  RolesHeld(Resolution resolution) {
    this.enacted =
        resolution.deeds().stream()
            .filter(d -> d.effect().isPresent() && resolution.holds(d))
            .toList();
  }

  /**
   * The role of a member, and what gave it.
   *
   * @param because every act that bears on it
   */
  record Held(Role role, List<Deed> because) {}

  /**
   * @param base what let the member in, with the role that it gave
   * @param promotion what made a member of a newcomer, by others' vouching
   */
  Held of(MemberId member, Deed base, Optional<Deed> promotion) {
    List<Deed> because = new ArrayList<>();
    enacted.stream().filter(d -> bears(d, member)).forEach(because::add);
    promotion.ifPresent(because::add);
    for (Role role : List.of(Role.STEWARD, Role.MEMBER)) {
      if (gives(base, role) && lasts(base, member, role)
          || promotion.filter(p -> role == Role.MEMBER && lasts(p, member, role)).isPresent()
          || enacted.stream().anyMatch(d -> grants(d, member, role) && lasts(d, member, role))) {
        return new Held(role, because);
      }
    }
    return new Held(Role.NEWCOMER, because);
  }

  private static boolean gives(Deed base, Role role) {
    return base.grant().orElseThrow().gives().compareTo(role) >= 0;
  }

  private boolean lasts(Deed grant, MemberId member, Role role) {
    return enacted.stream().noneMatch(d -> ends(d, member, role) && outlives(d, grant));
  }

  /** Whether the end counts against a grant: what knows of the other wins; else the higher rank. */
  private static boolean outlives(Deed end, Deed grant) {
    return isRecovery(grant) ? end.saw(grant) : !grant.saw(end);
  }

  private static boolean isRecovery(Deed deed) {
    return deed.effect().filter(Effect.Recover.class::isInstance).isPresent();
  }

  private static boolean grants(Deed deed, MemberId member, Role role) {
    Effect effect = deed.effect().orElseThrow();
    return effect instanceof Effect.GrantRole grant
            && grant.member().equals(member)
            && grant.role().compareTo(role) >= 0
        || effect instanceof Effect.Recover recover && recover.stewards().contains(member);
  }

  private static boolean ends(Deed deed, MemberId member, Role role) {
    Effect effect = deed.effect().orElseThrow();
    return effect instanceof Effect.EndRole end
            && end.member().equals(member)
            && end.role().compareTo(role) <= 0
        || effect instanceof Effect.Recover recover
            && role == Role.STEWARD
            && !recover.stewards().isEmpty()
            && !recover.stewards().contains(member);
  }

  private static boolean bears(Deed deed, MemberId member) {
    Effect effect = deed.effect().orElseThrow();
    return effect instanceof Effect.GrantRole grant && grant.member().equals(member)
        || effect instanceof Effect.EndRole end && end.member().equals(member)
        || effect instanceof Effect.Recover recover && !recover.stewards().isEmpty();
  }
}
