package org.peyvand.protocol.membership;

import java.util.Optional;
import org.peyvand.protocol.id.NetworkId;

/** A request belongs to this invite and network, and is authentic. */
final class RequestRule {
  private RequestRule() {}

  static Optional<Refusal> refusal(NetworkId network, Invitation invitation, JoinRequest request) {
    if (!request.invite().equals(invitation.act().signing())) {
      return Rules.refuse(
          Ground.REQUEST_FOR_ANOTHER_INVITE,
          "expected key " + invitation.act().signing() + ", found " + request.invite());
    }
    if (!request.networkHash().equals(NetworkHash.of(network))) {
      return Rules.refuse(
          Ground.REQUEST_FOR_ANOTHER_NETWORK,
          "expected " + NetworkHash.of(network) + ", found " + request.networkHash());
    }
    return request.authentic()
        ? KeysRule.refusal(request.keys())
        : Rules.refuse(Ground.REQUEST_NOT_AUTHENTIC, "expected signatures of invite and device");
  }
}
