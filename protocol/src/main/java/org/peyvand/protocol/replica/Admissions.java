package org.peyvand.protocol.replica;

import java.util.List;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;

/** Whom an admission lets in. */
final class Admissions {
  private Admissions() {}

  /** The devices that the newest epoch must be sealed to; none where the request is garbage. */
  static List<DeviceKeys> keys(Act.Admit admit) {
    return JoinRequestCodec.decode(admit.request()).map(JoinRequest::keys).stream().toList();
  }
}
