package org.peyvand.protocol.membership;

import java.util.Optional;
import java.util.function.Predicate;
import org.peyvand.protocol.id.NetworkId;

/** A request belongs to this invite and network, and is authentic. */
final class RequestRule {
  private RequestRule() {}

  static Optional<Refusal> refusal(
      NetworkId network,
      Invitation invitation,
      JoinRequest request,
      Predicate<JoinRequest> genuine) {
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
    return genuine.test(request) ? Optional.empty() : fault(request);
  }

  /** Whether both signatures hold and the keys can be used. */
  static boolean isGenuine(JoinRequest request) {
    return request.authentic() && KeysRule.agreementRefusal(request.keys()).isEmpty();
  }

  private static Optional<Refusal> fault(JoinRequest request) {
    return request.authentic()
        ? KeysRule.refusal(request.keys())
        : Rules.refuse(Ground.REQUEST_NOT_AUTHENTIC, "expected signatures of invite and device");
  }
}
