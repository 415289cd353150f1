package org.peyvand.protocol.join;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.join.proto.JoinFrame;
import org.peyvand.protocol.join.proto.Nothing;

/** What is said on a channel that an invite opened. */
public sealed interface JoinMessage {
  /** The joiner asks, with its signed request. */
  record Asked(Bytes request) implements JoinMessage {}

  /** A member has the request; a person has to say yes. */
  record Pending() implements JoinMessage {}

  record Refused() implements JoinMessage {}

  /** The invite lets nobody in any more, for it is old; a new one may. */
  record Expired() implements JoinMessage {}

  /** Governance entries, encoded as a run. */
  record Governance(Bytes run) implements JoinMessage {}

  /** All governance entries were sent. */
  record Admitted(NetworkId network) implements JoinMessage {}

  default Bytes encode() {
    JoinFrame.Builder frame = JoinFrame.newBuilder();
    if (this instanceof Asked asked) {
      frame.setRequest(Strict.string(asked.request()));
    } else if (this instanceof Pending) {
      frame.setPending(Nothing.getDefaultInstance());
    } else if (this instanceof Refused) {
      frame.setRefused(Nothing.getDefaultInstance());
    } else if (this instanceof Expired) {
      frame.setExpired(Nothing.getDefaultInstance());
    } else if (this instanceof Governance governance) {
      frame.setRun(Strict.string(governance.run()));
    } else if (this instanceof Admitted admitted) {
      frame.setNetwork(Strict.string(admitted.network().bytes()));
    } else {
      throw new AssertionError(this);
    }
    return Bytes.own(frame.build().toByteArray());
  }

  /** Reads a frame; empty if it is none of these. */
  static Optional<JoinMessage> decode(Bytes bytes) {
    try {
      return Optional.ofNullable(message(JoinFrame.parseFrom(bytes.view())));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JoinMessage message(JoinFrame frame) {
    return switch (frame.getMessageCase()) {
      case REQUEST -> new Asked(Strict.bytes(frame.getRequest()));
      case PENDING -> new Pending();
      case REFUSED -> new Refused();
      case EXPIRED -> new Expired();
      case RUN -> new Governance(Strict.bytes(frame.getRun()));
      case NETWORK -> new Admitted(new NetworkId(Strict.bytes(frame.getNetwork())));
      case MESSAGE_NOT_SET -> null;
    };
  }
}
