package org.peyvand.protocol.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.bundle.BundleReader;
import org.peyvand.protocol.bundle.BundleWriter;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Village;
import org.peyvand.protocol.replica.Villager;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.words.InviteCode;

/**
 * Backups of any age restored beside a device that went on writing. How many with {@code
 * -Dpeyvand.restores=1000}; the first seed with {@code -Dpeyvand.seed=…}.
 */
class RestoresTest {
  private static final int RESTORES = Integer.getInteger("peyvand.restores", 50);

  @Test
  void noRestoreForksAndAllAreWholeInTheEnd() throws Exception {
    long first = Long.getLong("peyvand.seed", System.nanoTime());
    for (int i = 0; i < RESTORES; i++) {
      long seed = first + i;
      try {
        new Story(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** One device, a backup of it at some time, what came after, and the restored device. */
  private static final class Story {
    private final Random random;
    private final Entropy entropy;
    private final Village village;
    private final List<Villager> people = new ArrayList<>();
    private final SecretBytes key;
    private int notes;

    Story(long seed) {
      random = new Random(seed);
      village = new Village(seed + 1);
      entropy =
          count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
          };
      key = SecretBytes.own(entropy.bytes(32));
    }

    void run() throws Exception {
      people.add(village.found("Mina"));
      people.add(village.join(people.get(0), "Omid"));
      live();
      Villager owner = people.get(random.nextInt(2));
      Villager other = people.get(0) == owner ? people.get(1) : people.get(0);
      InviteSeed seed = InviteSeed.generate(entropy);
      var invite = owner.write(seed.invite(1, true)).last();
      byte[] file = backup(owner, seed);
      if (random.nextBoolean()) {
        live(); // the device was not lost at once
      }
      other.replica.enter(owner.runs()); // at least the invite got out
      DeviceSecrets own = DeviceSecrets.generate(entropy);
      MemoryEntryStore store = new MemoryEntryStore();
      Restored one = read(file, store, own);
      Replica restored = Replica.open(one.network(), store, own, entropy, one.epochs());
      assertEquals(List.of(), restored.unread());
      assertFalse(restored.membership().isEffective(own.device()));
      JoinRequest request =
          JoinRequest.make(seed, own.signing(), own.keys(), "Mina", one.network());
      Villager admitting = owner.replica.membership().stewards().isEmpty() ? owner : people.get(0);
      village.exchange(owner, other);
      admitting.write(new Act.Admit(invite, JoinRequestCodec.encode(request), true));
      restored.enter(admitting.runs());
      assertEquals(
          restored.membership().memberOf(owner.own.device()).orElseThrow().id(),
          restored.membership().memberOf(own.device()).orElseThrow().id());
      restored.write(List.of(note()), 1_000);
      owner.write(note()); // the lost device is found, and writes too
      settle(restored, own);
    }

    private void live() throws Exception {
      for (int i = random.nextInt(8); i > 0; i--) {
        people.get(random.nextInt(2)).write(note());
        if (random.nextBoolean()) {
          village.exchange(people.get(0), people.get(1));
        }
      }
    }

    private Act note() {
      return new Act.AddResource("note", "note " + notes++, "", List.of(), Optional.empty());
    }

    private byte[] backup(Villager owner, InviteSeed seed) throws Exception {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Bytes code = Bytes.copyOf(seed.seed().expose());
      Bytes hash = NetworkHash.of(owner.replica.network());
      // stretching a passphrase a thousand times would show nothing more
      BundleWriter sealed = BundleWriter.begin(out, List.of(), List.of(key), entropy);
      try (BackupWriter writer = BackupWriter.begin(sealed, "Mina")) {
        BackupWriter.Network network =
            writer.network(
                owner.replica, Optional.of(new InviteCode(code, hash, List.of())), List.of());
        for (Optional<Run> run = network.next(); run.isPresent(); run = network.next()) {
          network.write(run.get());
        }
      }
      return out.toByteArray();
    }

    private Restored read(byte[] file, MemoryEntryStore store, DeviceSecrets own) throws Exception {
      BundleReader bundle =
          BundleReader.open(new ByteArrayInputStream(file), own.sealing(), List.of(key));
      return BackupReader.read(bundle, n -> store, own, entropy, read -> {}).networks().get(0);
    }

    /** All take what all have; nobody finds two entries under one number. */
    private void settle(Replica restored, DeviceSecrets own) throws Exception {
      Villager now = village.somebody(own, restored);
      people.add(now);
      for (int round = 0; round < 3; round++) {
        for (Villager one : people) {
          for (Villager two : people) {
            if (one != two) {
              village.exchange(one, two);
            }
          }
        }
      }
      Set<Bytes> digests = new HashSet<>();
      for (Villager one : people) {
        digests.add(one.replica.digest());
        assertFalse(one.replica.isBehindItself());
        assertEquals(List.of(), one.replica.unread());
        for (Head head : one.replica.store().heads()) {
          assertEquals(0, head.branch().number(), "a fork of " + head.branch());
        }
      }
      assertEquals(1, digests.size());
    }
  }
}
