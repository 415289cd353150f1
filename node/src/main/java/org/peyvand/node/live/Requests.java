package org.peyvand.node.live;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.peyvand.node.live.proto.RequestRow;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.Replica;

/** Requests to join one network that wait here for a person's yes. */
public final class Requests {
  /** Requests that wait at once; one more has to come again once some are answered. */
  public static final int WAITING = 64;

  /** What became of a request that was handed in. */
  public enum Receipt {
    WAITING,
    /** Its device is in already. */
    ADMITTED,
    /** Malformed, forged, for another network, or by an invite that is spent or revoked. */
    REFUSED,
    /** By an invite that has lapsed. */
    EXPIRED,
    FULL
  }

  private final Replica replica;

  public Requests(Replica replica) {
    this.replica = replica;
  }

  /**
   * Those of devices that are not in, by an invite that is open; and by one that has lapsed since,
   * so that who would say yes sees that it is too late.
   */
  public List<JoinRequest> all() throws StoreException {
    List<JoinRequest> requests = new ArrayList<>();
    for (Bytes row : replica.store().rows(Table.REQUEST).values()) {
      JoinRequest request = request(row);
      if (isOpen(request) || isTooLate(request)) {
        requests.add(request);
      }
    }
    return requests;
  }

  private boolean isOpen(JoinRequest request) {
    Membership membership = replica.membership();
    return !isIn(request) && membership.openInvite(request.invite()).isPresent();
  }

  /** Whether its invite has lapsed, and its device is not in. */
  public boolean isTooLate(JoinRequest request) {
    return !isIn(request) && replica.membership().hasLapsed(request.invite());
  }

  /** Whether its device came in before; one that is held may ask again by another invite. */
  private boolean isIn(JoinRequest request) {
    return replica
        .membership()
        .memberOf(request.keys().device())
        .filter(member -> member.state() != Member.State.HELD)
        .isPresent();
  }

  /**
   * Forgets those that nobody can admit any more; those that are too late only where their device
   * asks anew, or where room is short.
   */
  private void sweep(DeviceId asking) throws StoreException {
    forget(
        request ->
            !isOpen(request) && (!isTooLate(request) || request.keys().device().equals(asking)));
    if (all().size() >= WAITING) {
      forget(this::isTooLate);
    }
  }

  private void forget(Predicate<JoinRequest> which) throws StoreException {
    for (Bytes row : replica.store().rows(Table.REQUEST).values()) {
      JoinRequest request = request(row);
      if (which.test(request)) {
        remove(request);
      }
    }
  }

  /** Takes a request as it came, from wherever. */
  public Receipt take(Bytes encoded, long nowMs) throws StoreException {
    Optional<JoinRequest> request = JoinRequestCodec.decode(encoded);
    if (request.isEmpty() || !holds(request.get())) {
      return Receipt.REFUSED;
    }
    Membership membership = replica.membership();
    if (isIn(request.get())) {
      return Receipt.ADMITTED;
    }
    if (membership.openInvite(request.get().invite()).isEmpty()) {
      return isTooLate(request.get()) ? Receipt.EXPIRED : Receipt.REFUSED;
    }
    Bytes key = request.get().id();
    if (replica.store().row(Table.REQUEST, key).isEmpty()) {
      sweep(request.get().keys().device());
      if (all().size() >= WAITING) {
        return Receipt.FULL;
      }
      put(key, encoded, nowMs);
    }
    return Receipt.WAITING;
  }

  /** Forgets a request that was answered. */
  public void remove(JoinRequest request) throws StoreException {
    write(new Row(Table.REQUEST, request.id(), Optional.empty()));
  }

  public boolean isWaiting(JoinRequest request) throws StoreException {
    return replica.store().row(Table.REQUEST, request.id()).isPresent();
  }

  private boolean holds(JoinRequest request) {
    return request.networkHash().equals(NetworkHash.of(replica.network())) && request.authentic();
  }

  private void put(Bytes key, Bytes request, long nowMs) throws StoreException {
    RequestRow row =
        RequestRow.newBuilder().setRequest(Strict.string(request)).setArrivedMs(nowMs).build();
    write(new Row(Table.REQUEST, key, Optional.of(Bytes.own(row.toByteArray()))));
  }

  private void write(Row row) throws StoreException {
    replica.store().commit(new Commit(List.of(), List.of(row)));
  }

  private static JoinRequest request(Bytes row) throws StoreException {
    try {
      Bytes request = Strict.bytes(RequestRow.parseFrom(row.view()).getRequest());
      return JoinRequestCodec.decode(request)
          .orElseThrow(() -> damaged("expected a request, found other bytes", null));
    } catch (InvalidProtocolBufferException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private static StoreException damaged(String detail, Throwable cause) {
    return new StoreException(StoreException.Kind.DAMAGED, "request row: " + detail, cause);
  }
}
