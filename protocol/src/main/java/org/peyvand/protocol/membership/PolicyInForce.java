package org.peyvand.protocol.membership;

import java.util.List;
import java.util.OptionalInt;
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
      OptionalInt value =
          ofKey.stream()
              .filter(d -> ofKey.stream().noneMatch(later -> later.saw(d)))
              .mapToInt(d -> change(d).value())
              .reduce((one, other) -> Policy.stricter(key, one, other));
      policy = value.isPresent() ? policy.with(key, value.getAsInt()) : policy;
    }
    return policy;
  }

  private static Effect.SetPolicy change(Deed deed) {
    return (Effect.SetPolicy) deed.effect().orElseThrow();
  }
}
