package org.peyvand.node.handler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/**
 * An effect as it would be typed, and whom it is about in words.
 *
 * @param key expel, grant-role …
 * @param target ids in full, with commas between
 * @param names of the targets; for a device, of its owner
 * @param value a role, a rule with its value, or ids
 */
record EffectView(String key, Optional<String> target, List<String> names, Optional<String> value) {

  static EffectView of(Effect effect, Membership membership) {
    if (effect instanceof Effect.Expel expel) {
      return member("expel", expel.member(), Optional.empty(), membership);
    } else if (effect instanceof Effect.Reinstate reinstate) {
      return member("reinstate", reinstate.member(), Optional.empty(), membership);
    } else if (effect instanceof Effect.GrantRole grant) {
      return member("grant-role", grant.member(), Optional.of(grant.role()), membership);
    } else if (effect instanceof Effect.EndRole end) {
      return member("end-role", end.member(), Optional.of(end.role()), membership);
    } else if (effect instanceof Effect.RetireDevice retire) {
      return new EffectView(
          "retire-device",
          Optional.of(retire.device().hex()),
          List.of(Desk.nameOf(membership, retire.device())),
          Optional.empty());
    } else if (effect instanceof Effect.CutHistory) {
      return new EffectView("cut-history", Optional.empty(), List.of(), Optional.empty());
    } else if (effect instanceof Effect.SetPolicy set) {
      String value = key(set.key()) + "=" + word(set);
      return new EffectView("policy", Optional.empty(), List.of(), Optional.of(value));
    } else if (effect instanceof Effect.Recover recover) {
      return recovery(recover, membership);
    }
    throw new AssertionError("effect without a view: " + effect);
  }

  private static EffectView member(
      String key, MemberId member, Optional<Role> role, Membership membership) {
    return new EffectView(
        key,
        Optional.of(member.hex()),
        List.of(name(membership, member)),
        role.map(NetworkRequests::key));
  }

  private static EffectView recovery(Effect.Recover recover, Membership membership) {
    List<MemberId> stewards = recover.stewards();
    return new EffectView(
        "recover",
        some(stewards.stream().map(MemberId::hex).collect(Collectors.joining(","))),
        stewards.stream().map(id -> name(membership, id)).toList(),
        some(recover.undo().stream().map(EntryId::hex).collect(Collectors.joining(","))));
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  static String name(Membership membership, MemberId member) {
    return membership.member(member).map(Member::name).orElse(member.hex());
  }

  private static String word(Effect.SetPolicy set) {
    return switch (set.key()) {
      case QUORUM, POWER -> Integer.toString(set.value());
      case TELLERS -> key(Policy.Tellers.values()[set.value()]);
      case HISTORY -> key(Policy.History.values()[set.value()]);
      case MAY_INVITE, MAY_ADMIT, ADMISSION_GIVES -> key(Role.values()[set.value()]);
    };
  }

  /** The key of a rule, role or kind of tellers: may-invite, all-members. */
  static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
