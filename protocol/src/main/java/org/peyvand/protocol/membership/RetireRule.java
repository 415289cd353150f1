package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;

/** A member takes a device of its own out of use, by another one. */
final class RetireRule {
  private RetireRule() {}

  static Optional<Refusal> refusal(Member author, DeviceId by, Act.Retire retire) {
    if (!author.devices().containsKey(retire.device())) {
      return Rules.refuse(Ground.NO_SUCH_DEVICE, "expected a device of its own that is in use");
    }
    return by.equals(retire.device())
        ? Rules.refuse(Ground.ONE_S_OWN, "expected another device than the one that writes")
        : Optional.empty();
  }
}
