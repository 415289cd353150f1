package org.peyvand.node.handler;

import java.util.List;
import java.util.Set;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.live.Address;
import org.peyvand.node.wire.WireException;

/** Why a call came to nothing, as far as a person can act on it. */
final class SyncFailures {
  /**
   * That something was there at all, and what it did, the most telling first; then what is amiss
   * with the proxy, which is here.
   */
  private static final List<FailureCode> TELLING =
      List.of(
          FailureCode.NOT_EQUAL_IN_TIME,
          FailureCode.SESSION_CUT,
          FailureCode.NO_MEMBER_ANSWERS,
          FailureCode.STRANGER_ANSWERS,
          FailureCode.PROXY_NOT_RUNNING,
          FailureCode.PROXY_REFUSES,
          FailureCode.NEEDS_PROXY);

  private static final Set<WireException.Kind> NOT_THE_CALL_S =
      Set.of(
          WireException.Kind.PORT_TAKEN,
          WireException.Kind.NO_INTERFACE,
          WireException.Kind.CANCELLED);

  private SyncFailures() {}

  /** Of one address. */
  static ControlException of(Exception failure, Address address) {
    if (failure.getCause() instanceof WireException wire && !NOT_THE_CALL_S.contains(wire.kind())) {
      boolean proxys =
          wire.kind() == WireException.Kind.PROXY_UNREACHABLE
              || wire.kind() == WireException.Kind.PROXY_REFUSES;
      String where = proxys ? wire.where() : address.toString();
      return new ControlException(wire, code(wire.kind()), where);
    }
    return new ControlException(failure, FailureCode.SESSION_CUT);
  }

  private static FailureCode code(WireException.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> FailureCode.UNKNOWN_HOST;
      case UNREACHABLE -> FailureCode.NO_ROUTE;
      case REFUSED -> FailureCode.NOT_LISTENING;
      case SILENT, STRANGER -> FailureCode.STRANGER_ANSWERS;
      case UNRECOGNISED -> FailureCode.NO_MEMBER_ANSWERS;
      case NEEDS_PROXY -> FailureCode.NEEDS_PROXY;
      case PROXY_UNREACHABLE -> FailureCode.PROXY_NOT_RUNNING;
      case PROXY_REFUSES -> FailureCode.PROXY_REFUSES;
      case NOT_BY_PROXY -> FailureCode.NOT_BY_PROXY;
      default -> FailureCode.NO_ANSWER;
    };
  }

  /** Of several addresses; that nobody is at most of them is what one expects. */
  static ControlException mostTelling(List<ControlException> failures) {
    if (failures.size() == 1) {
      return failures.get(0);
    }
    for (FailureCode code : TELLING) {
      for (ControlException failure : failures) {
        if (failure.failure().getCode().equals(code.key())) {
          return failure;
        }
      }
    }
    return new ControlException(FailureCode.NOBODY_REACHABLE);
  }
}
