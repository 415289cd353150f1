package org.peyvand.node.live;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.node.live.proto.PendingJoin;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SecretsFile;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Strict;
import org.peyvand.protocol.handshake.Candidate;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.words.InviteCode;

/** Invites that this device has asked to use, until somebody has said yes. Kept as secrets. */
public final class PendingJoins {
  private static final String PREFIX = "join/";

  /**
   * @param request the same each time it is sent, so that the words stay the same
   */
  public record Pending(InviteCode code, JoinRequest request, List<Address> addresses) {
    public InviteSeed seed() {
      return InviteSeed.of(SecretBytes.copyOf(code.seed().view()));
    }

    /** The key under which it asks. */
    Candidate candidate() {
      InviteSeed seed = seed();
      return Keys.join(seed.signingPublic(), Bytes.copyOf(seed.psk().expose()));
    }
  }

  private final SecretsFile file;

  public PendingJoins(SecretsFile file) {
    this.file = file;
  }

  public List<Pending> all() {
    List<Pending> all = new ArrayList<>();
    for (String name : file.names()) {
      if (name.startsWith(PREFIX)) {
        file.get(name).map(PendingJoins::decode).ifPresent(all::add);
      }
    }
    return all;
  }

  public Optional<Pending> find(InviteCode code) {
    return all().stream().filter(p -> p.code().seed().equals(code.seed())).findFirst();
  }

  /** What was asked of this network, if anything. */
  public Optional<Pending> find(NetworkId network) {
    Bytes hash = NetworkHash.of(network);
    return all().stream().filter(p -> p.code().networkHash().equals(hash)).findFirst();
  }

  public void put(Pending pending) throws HomeException {
    PendingJoin proto =
        PendingJoin.newBuilder()
            .setCode(pending.code().text())
            .setRequest(Strict.string(JoinRequestCodec.encode(pending.request())))
            .addAllAddresses(pending.addresses().stream().map(Address::toString).toList())
            .build();
    file.put(name(pending), SecretBytes.own(proto.toByteArray()));
  }

  public void remove(Pending pending) throws HomeException {
    file.remove(name(pending));
  }

  private static String name(Pending pending) {
    return PREFIX + pending.request().invite().hex();
  }

  private static Pending decode(SecretBytes secret) {
    try {
      PendingJoin proto = PendingJoin.parseFrom(secret.expose());
      InviteCode code = ((InviteCode.Valid) InviteCode.parse(proto.getCode())).code();
      JoinRequest request = JoinRequestCodec.decode(Strict.bytes(proto.getRequest())).orElseThrow();
      List<Address> addresses =
          proto.getAddressesList().stream().map(a -> Address.parse(a).orElseThrow()).toList();
      return new Pending(code, request, addresses);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("pending join: expected our own bytes, found others", e);
    } finally {
      secret.destroy();
    }
  }
}
