package org.peyvand.protocol.replica;

import java.util.Random;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.PolicyByPurpose;

/** People with replicas in memory, made from one seed. */
public final class Village {
  final Entropy entropy;

  public Village(long seed) {
    Random random = new Random(seed);
    entropy =
        count -> {
          byte[] bytes = new byte[count];
          random.nextBytes(bytes);
          return bytes;
        };
  }

  /** Somebody with a network of their own. */
  public Villager found(String name) throws StoreException {
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    Act.Genesis genesis =
        new Act.Genesis(
            "Village",
            Purpose.INFORMATION,
            PolicyByPurpose.of(Purpose.INFORMATION),
            name,
            own.keys());
    SignedEntry entry = Founding.make(own, genesis, entropy, 1);
    MemoryEntryStore store = new MemoryEntryStore();
    return new Villager(own, Replica.found(entry, store, own, entropy), entropy);
  }

  /** Somebody whom a member invites and lets in. */
  public Villager join(Villager member, String name) throws StoreException {
    InviteSeed seed = InviteSeed.of(SecretBytes.own(entropy.bytes(InviteSeed.LENGTH)));
    var invite = member.write(seed.invite(1, false)).last();
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    JoinRequest request =
        JoinRequest.make(seed, own.signing(), own.keys(), name, member.replica.network());
    member.write(new Act.Admit(invite, JoinRequestCodec.encode(request), true));
    Replica replica = Replica.open(member.replica.network(), new MemoryEntryStore(), own, entropy);
    Villager joiner = new Villager(own, replica, entropy);
    replica.enter(member.governanceRuns());
    exchange(member, joiner);
    return joiner;
  }

  /** The same device on another disk, with the same entries. */
  Villager copy(Villager villager) throws StoreException {
    Villager copy = blank(villager);
    copy.replica.enter(villager.runs());
    return copy;
  }

  /** The same device on an empty disk. */
  Villager blank(Villager villager) throws StoreException {
    Replica replica =
        Replica.open(villager.replica.network(), new MemoryEntryStore(), villager.own, entropy);
    return new Villager(villager.own, replica, entropy);
  }

  /** Both take what the other has. */
  public void exchange(Villager one, Villager other) throws StoreException {
    one.replica.enter(other.runs());
    other.replica.enter(one.runs());
  }
}
