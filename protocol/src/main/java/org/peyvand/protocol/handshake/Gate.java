package org.peyvand.protocol.handshake;

import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;

/**
 * Decides whether a listener answers. Asked once for each connection, before a byte is written and
 * only after the claimed device's signature held.
 */
@FunctionalInterface
public interface Gate {
  /**
   * Whether to answer this device. A gate that says yes has first recorded {@code counter} durably
   * as the device's highest, and of two that ask with one counter at once it lets in one: a message
   * that was seen before must find the door closed even after a crash.
   *
   * @param candidate the key that the device used; of kind {@code MEMBER} the answer is a {@link
   *     Admission.Member} or a refusal, of kind {@code JOIN} a {@link Admission.Joiner} or a
   *     refusal
   * @param claimed the device that signed; of kind {@code JOIN} a new one
   * @param counter not negative
   * @param introduction how the device came to be a member, for those who have not heard of it;
   *     opaque here, at most {@link Messages#INTRODUCTION_LIMIT} bytes, often empty
   */
  Admission admit(Candidate candidate, DeviceId claimed, long counter, Bytes introduction);
}
