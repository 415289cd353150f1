package org.peyvand.protocol.membership;

import java.util.List;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Policy;

/** The rules as they were changed since the founding (rule M3). */
final class PolicyInForce {
  private PolicyInForce() {}

  static Policy of(Policy founding, Resolution resolution) {
    Policy policy = founding;
    List<Deed> changes =
        resolution.deeds().stream()
            .filter(d -> d.effect().filter(Effect.SetPolicy.class::isInstance).isPresent())
            .filter(resolution::holds)
            .toList();
    for (Policy.Key key : Policy.Key.values()) {
      List<Deed> ofKey = changes.stream().filter(d -> change(d).key() == key).toList();
      int value =
          ofKey.stream()
              .filter(d -> ofKey.stream().noneMatch(later -> later.saw(d)))
              .map(d -> change(d).value())
              .reduce((one, other) -> Policy.stricter(key, one, other))
              .orElse(policy.value(key));
      policy = policy.with(key, value);
    }
    return policy;
  }

  private static Effect.SetPolicy change(Deed deed) {
    return (Effect.SetPolicy) deed.effect().orElseThrow();
  }
}
