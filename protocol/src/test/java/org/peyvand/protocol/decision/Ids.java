package org.peyvand.protocol.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/** Identifiers out of names, in no order that a test could lean on. */
final class Ids {
  private Ids() {}

  static MemberId member(String name) {
    return MemberId.of(digest("member " + name));
  }

  /** The first device of a member has the member's name. */
  static DeviceId device(String name) {
    return DeviceId.of(digest("device " + name));
  }

  static EntryId entry(String name) {
    return EntryId.of(digest("entry " + name));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
