package org.peyvand.protocol.handshake;

import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.noise.Handshake;
import org.peyvand.protocol.noise.Role;

/**
 * A channel that stands between two nodes.
 *
 * @param role whether this side called or listened
 * @param context the network, or for joining the invite
 * @param label the epoch whose key was used, or for joining the invite
 * @param remote the device at the other end; empty for one who joins, who is not told
 * @param hash the 32-byte handshake hash, which names the session and is the same at both ends
 */
public record Established(
    Role role,
    Kind kind,
    Bytes context,
    Bytes label,
    Optional<DeviceId> remote,
    Bytes hash,
    FrameSealer sealer,
    FrameOpener opener) {

  static Established of(
      Role role, Candidate candidate, Optional<DeviceId> remote, Handshake complete) {
    Bytes hash = Bytes.own(complete.hash());
    Handshake.Channel channel = complete.split();
    return new Established(
        role,
        candidate.kind(),
        candidate.context(),
        candidate.label(),
        remote,
        hash,
        new FrameSealer(channel.sending()),
        new FrameOpener(channel.receiving()));
  }
}
