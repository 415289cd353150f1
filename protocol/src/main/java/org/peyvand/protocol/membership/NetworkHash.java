package org.peyvand.protocol.membership;

import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;

/** Ten bytes that bind an invite code and a request to one network. */
public final class NetworkHash {
  /** 80 bits: short enough to type; a second network that matches costs 2^80 tries. */
  public static final int LENGTH = 10;

  private static final String DOMAIN = "peyvand/network-hash/1";

  private NetworkHash() {}

  public static Bytes of(NetworkId network) {
    return Bytes.own(Digest.tagged(DOMAIN, network.bytes().view())).slice(0, LENGTH);
  }
}
