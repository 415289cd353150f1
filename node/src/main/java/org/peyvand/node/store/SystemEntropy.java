package org.peyvand.node.store;

import java.security.SecureRandom;
import org.peyvand.protocol.crypto.Entropy;

/** Random bytes from the operating system's generator. Safe for threads. */
public final class SystemEntropy implements Entropy {
  private final SecureRandom random = new SecureRandom();

  @Override
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
