package org.peyvand.protocol.handshake;

import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/** What an initiator knows of devices that may answer it. */
@FunctionalInterface
public interface Recognition {
  /**
   * The 32-byte static key of the device that answered, or empty if it does not belong to an
   * effective member.
   *
   * @param introduction how the device came to be a member, for those who have not heard of it;
   *     opaque here, often empty
   */
  Optional<Bytes> wireKey(DeviceId answering, Bytes introduction);
}
