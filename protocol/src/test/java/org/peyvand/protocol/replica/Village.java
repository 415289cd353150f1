package org.peyvand.protocol.replica;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.SealedBodies;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.Row;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.PolicyByPurpose;
import org.peyvand.protocol.replica.proto.AdmissionProto;
import org.peyvand.protocol.replica.proto.IntroductionProto;

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
    return found(name, PolicyByPurpose.of(Purpose.INFORMATION));
  }

  Villager found(String name, Policy policy) throws StoreException {
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    Act.Genesis genesis = new Act.Genesis("Village", Purpose.INFORMATION, policy, name, own.keys());
    SignedEntry entry = Founding.make(own, genesis, entropy, 1);
    MemoryEntryStore store = new MemoryEntryStore();
    return new Villager(own, Replica.found(entry, store, own, entropy), entropy);
  }

  /** Somebody whose replica was made elsewhere. */
  public Villager somebody(DeviceSecrets own, Replica replica) {
    return new Villager(own, replica, entropy);
  }

  /** Somebody whom a member invites and lets in. */
  public Villager join(Villager member, String name) throws StoreException {
    return joinThrough(member, member, name);
  }

  /** Somebody whom one member invites and another, who hears of it, lets in. */
  Villager joinThrough(Villager inviter, Villager host, String name) throws StoreException {
    InviteSeed seed = InviteSeed.of(SecretBytes.own(entropy.bytes(InviteSeed.LENGTH)));
    var invite = inviter.write(seed.invite(1, false)).last();
    if (inviter != host) {
      exchange(inviter, host);
    }
    DeviceSecrets own = DeviceSecrets.generate(entropy);
    host.write(new Act.Admit(invite, request(seed, own, name, host.replica), true));
    Replica replica = Replica.open(host.replica.network(), new MemoryEntryStore(), own, entropy);
    Villager joiner = new Villager(own, replica, entropy);
    replica.enter(host.governanceRuns());
    exchange(host, joiner);
    return joiner;
  }

  private static Bytes request(InviteSeed seed, DeviceSecrets own, String name, Replica replica) {
    return JoinRequestCodec.encode(
        JoinRequest.make(seed, own.signing(), own.keys(), name, replica.network()));
  }

  /** An introduction of somebody by one admission that its author makes by hand. */
  Bytes admissionBy(Villager author, Replica view, Villager introduced) throws StoreException {
    InviteSeed seed = InviteSeed.of(SecretBytes.own(entropy.bytes(InviteSeed.LENGTH)));
    EntryId invite = view.graph().frontier().get(0);
    Bytes request = request(seed, introduced.own, "x", view);
    SignedEntry admit =
        Forge.next(author, Lane.GOVERNANCE).act(new Act.Admit(invite, request, true));
    var secrets = author.replica.keyring().secrets(admit.entry().header().epoch()).orElseThrow();
    SecretBytes key = SealedBodies.bodyKey(secrets, admit.entry().header()).orElseThrow();
    AdmissionProto step =
        AdmissionProto.newBuilder()
            .setHeader(ByteString.copyFrom(admit.entry().headerBytes().view()))
            .setBody(ByteString.copyFrom(admit.entry().sealedBody().view()))
            .setSignature(ByteString.copyFrom(admit.signature().orElseThrow().view()))
            .setBodyKey(ByteString.copyFrom(key.expose()))
            .build();
    return Bytes.own(IntroductionProto.newBuilder().addAdmissions(step).build().toByteArray());
  }

  /** The same device on another disk, with the same entries. */
  Villager copy(Villager villager) throws StoreException {
    Villager copy = blank(villager);
    copy.replica.enter(villager.runs());
    return copy;
  }

  /** The same device with a copy of its disk. */
  Villager twin(Villager villager) throws StoreException {
    EntryStore from = villager.replica.store();
    List<Placed> entries = new ArrayList<>();
    for (Head head : from.heads()) {
      for (long seq = head.firstSeq(); seq <= head.seq(); seq++) {
        Place place = new Place(head.branch(), seq);
        entries.add(new Placed(place, from.entry(place).orElseThrow()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Table table : Table.values()) {
      from.rows(table).forEach((key, value) -> rows.add(new Row(table, key, Optional.of(value))));
    }
    MemoryEntryStore store = new MemoryEntryStore();
    store.commit(new Commit(entries, rows));
    Replica replica = Replica.open(villager.replica.network(), store, villager.own, entropy);
    return new Villager(villager.own, replica, entropy);
  }

  /** The same device on an empty disk. */
  Villager blank(Villager villager) throws StoreException {
    Replica replica =
        Replica.open(villager.replica.network(), new MemoryEntryStore(), villager.own, entropy);
    return new Villager(villager.own, replica, entropy);
  }

  /** The same device on another store, which may hold what it did. */
  Villager at(Villager villager, EntryStore store) throws StoreException {
    Replica replica = Replica.open(villager.replica.network(), store, villager.own, entropy);
    return new Villager(villager.own, replica, entropy);
  }

  /** Both take what the other has. */
  public void exchange(Villager one, Villager other) throws StoreException {
    one.replica.enter(other.runs());
    other.replica.enter(one.runs());
  }

  /** All take what the others have, also what comes by a third. */
  void meet(Villager... all) throws StoreException {
    for (int i = 0; i < 2; i++) {
      for (Villager one : all) {
        for (Villager other : all) {
          if (one != other) {
            exchange(one, other);
          }
        }
      }
    }
  }
}
