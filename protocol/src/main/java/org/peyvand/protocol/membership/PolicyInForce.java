package org.peyvand.protocol.membership;

import java.util.List;
import java.util.OptionalInt;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;

/** The rules as they were changed since the founding (rule M3). */
final class PolicyInForce {
  private PolicyInForce() {}

  static Policy of(Policy founding, List<Enacted> powers) {
    Policy policy = founding;
    for (Policy.Key key : Policy.Key.values()) {
      List<Enacted> changes =
          powers.stream()
              .filter(p -> p.effect() instanceof Effect.SetPolicy set && set.key() == key)
              .toList();
      OptionalInt value =
          changes.stream()
              .filter(change -> changes.stream().noneMatch(c -> c != change && c.knows(change)))
              .mapToInt(change -> ((Effect.SetPolicy) change.effect()).value())
              .reduce((one, other) -> Policy.stricter(key, one, other));
      policy = value.isPresent() ? policy.with(key, value.getAsInt()) : policy;
    }
    return policy;
  }
}
