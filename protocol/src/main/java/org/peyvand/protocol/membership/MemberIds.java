package org.peyvand.protocol.membership;

import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/** Names members: a digest of network and first device, so that two networks share no member id. */
public final class MemberIds {
  private static final String DOMAIN = "peyvand/member/1";

  private MemberIds() {}

  public static MemberId of(NetworkId network, DeviceId first) {
    return MemberId.of(Digest.tagged(DOMAIN, network.bytes().view(), first.bytes().view()));
  }
}
