package org.peyvand.protocol.membership;

import java.util.Set;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.MemberId;

/**
 * A device's entering that stands.
 *
 * @param member whose device it became
 * @param sponsors who invited it and who said yes
 * @param awaitsVouchers whether others have to vouch before it gives all that it may
 */
public record Admission(
    DeviceId device, MemberId member, Set<MemberId> sponsors, boolean awaitsVouchers) {
  public Admission {
    sponsors = Set.copyOf(sponsors);
  }
}
