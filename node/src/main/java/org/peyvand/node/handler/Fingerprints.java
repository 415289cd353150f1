package org.peyvand.node.handler;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Streams that take the fingerprint of a file as it goes by. */
final class Fingerprints {
  private Fingerprints() {}

  static DigestInputStream digesting(InputStream in) {
    return new DigestInputStream(in, sha256());
  }

  static DigestOutputStream digesting(OutputStream out) {
    return new DigestOutputStream(out, sha256());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
