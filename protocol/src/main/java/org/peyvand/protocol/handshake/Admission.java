package org.peyvand.protocol.handshake;

import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.id.Bytes;

/** A gate's answer to a device that asks to be answered. */
public sealed interface Admission {
  /**
   * Answer: the device belongs to an effective member, or its introduction says so.
   *
   * @param wire the 32-byte static key that the device must prove to hold
   * @param introduction what to show in return to one who may not have heard of us, at most {@link
   *     Messages#INTRODUCTION_LIMIT} bytes; may be empty
   */
  record Member(Bytes wire, Bytes introduction) implements Admission {
    public Member {
      Bytes.requireLength(wire, AgreementKey.LENGTH, "wire key");
      Messages.requireIntroduction(introduction);
    }
  }

  /** Answer one who bears an invite, under a key made for this connection alone. */
  record Joiner() implements Admission {}

  /**
   * Be silent.
   *
   * @param reason for the local log; never shown to the other side
   */
  record Refused(String reason) implements Admission {}
}
