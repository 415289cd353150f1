package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.DeviceId;

/** A network is founded once, by the device that it names as its founder's. */
final class GenesisRule {
  private GenesisRule() {}

  static Optional<Refusal> refusal(Membership known, DeviceId author, Act.Genesis genesis) {
    if (known.isFounded()) {
      return Rules.refuse(Ground.NOT_THE_FOUNDING, "expected the only founding, found another");
    }
    if (!genesis.founder().device().equals(author)) {
      return Rules.refuse(
          Ground.NOT_THE_FOUNDER,
          "expected founder " + author + ", found " + genesis.founder().device());
    }
    return KeysRule.refusal(genesis.founder());
  }
}
