package org.peyvand.protocol.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.bundle.BackupSeal;
import org.peyvand.protocol.bundle.BundleFrame;
import org.peyvand.protocol.bundle.BundleWriter;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.NetworkHash;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Village;
import org.peyvand.protocol.replica.Villager;
import org.peyvand.protocol.sync.Run;
import org.peyvand.protocol.sync.RunCodec;
import org.peyvand.protocol.words.InviteCode;

class BackupTest {
  private static final byte[] PASSPHRASE = "four plain long words".getBytes(StandardCharsets.UTF_8);

  /** Bytes before the first block, and in a sealed block. */
  private static final int HEAD = 744;

  private static final int BLOCK = 64 * 1024 + 16;

  private static final Entropy ENTROPY = entropy(1);
  private static Villager founder;
  private static byte[] whole;
  private static long entries;

  @BeforeAll
  static void writeOne() throws IOException, StoreException {
    Village village = new Village(3);
    founder = village.found("Mina");
    Villager other = village.join(founder, "Omid");
    for (int i = 0; i < 40; i++) {
      (i % 2 == 0 ? founder : other).write(note("note " + i, "x".repeat(3_000)));
      village.exchange(founder, other);
    }
    whole = backup(founder);
    entries =
        founder.replica.store().heads().stream().mapToLong(h -> h.seq() - h.firstSeq() + 1).sum();
  }

  private static Entropy entropy(long seed) {
    Random random = new Random(seed);
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }

  private static Act note(String title, String text) {
    return new Act.AddResource("note", title, text, List.of(), Optional.empty());
  }

  private static byte[] backup(Villager owner) throws IOException, StoreException {
    InviteSeed seed = InviteSeed.generate(ENTROPY);
    owner.write(seed.invite(1, true));
    return backup(owner, Optional.of(code(seed, owner.replica.network())));
  }

  private static byte[] backup(Villager owner, Optional<InviteCode> code)
      throws IOException, StoreException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BackupWriter writer = BackupWriter.begin(out, PASSPHRASE, "Mina", ENTROPY)) {
      BackupWriter.Network network =
          writer.network(owner.replica, code, List.of("192.168.1.5:4001"));
      for (Optional<Run> run = network.next(); run.isPresent(); run = network.next()) {
        network.write(run.get());
      }
    }
    return out.toByteArray();
  }

  private static InviteCode code(InviteSeed seed, NetworkId network) {
    return new InviteCode(Bytes.copyOf(seed.seed().expose()), NetworkHash.of(network), List.of());
  }

  private final Map<NetworkId, MemoryEntryStore> stores = new HashMap<>();

  private Backup read(byte[] file) throws IOException, BackupException, StoreException {
    return BackupReader.read(
        new ByteArrayInputStream(file),
        PASSPHRASE,
        network -> stores.computeIfAbsent(network, n -> new MemoryEntryStore()),
        DeviceSecrets.generate(ENTROPY),
        ENTROPY,
        read -> {});
  }

  private BackupException.Kind refusal(byte[] file) {
    return assertThrows(BackupException.class, () -> read(file)).kind();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Backup backup = read(whole);
    assertEquals("Mina", backup.owner());
    assertEquals(entries, backup.entries());
    Restored one = backup.networks().get(0);
    assertEquals("Village", one.name());
    assertEquals(List.of("192.168.1.5:4001"), one.peers());
    assertEquals(founder.replica.network(), one.network());
    assertEquals(founder.replica.store().heads(), stores.get(one.network()).heads());
    assertEquals(0, (whole.length - HEAD) % BLOCK);
  }

  @Test
  void aBackupWithoutAnInviteIsHistoryAlone() throws Exception {
    Backup backup = read(backup(founder, Optional.empty()));
    assertTrue(backup.networks().get(0).code().isEmpty());
  }

  @Test
  void aChangedByteOfTheHeadIsToldFromAWrongPassphrase() throws Exception {
    for (int at : new int[] {0, 31, 32, 63, 64, 87, 88, HEAD - 1}) {
      byte[] bad = whole.clone();
      bad[at] ^= 1;
      assertEquals(BackupException.Kind.NOT_A_BACKUP, refusal(bad), "at " + at);
    }
    BackupException wrong =
        assertThrows(
            BackupException.class,
            () ->
                BackupReader.read(
                    new ByteArrayInputStream(whole),
                    new byte[] {1},
                    network -> new MemoryEntryStore(),
                    DeviceSecrets.generate(ENTROPY),
                    ENTROPY,
                    read -> {}));
    assertEquals(BackupException.Kind.WRONG_PASSPHRASE, wrong.kind());
  }

  @Test
  void aChangedByteOfAnyBlockIsFound() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int blocks = (whole.length - HEAD) / BLOCK;
    assertTrue(blocks > 1, "blocks: " + blocks);
    for (int block = 0; block < blocks; block++) {
      byte[] bad = whole.clone();
      int at = HEAD + block * BLOCK + random.nextInt(BLOCK);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      stores.clear();
      assertEquals(BackupException.Kind.DAMAGED, refusal(bad), "seed " + seed + ", at " + at);
    }
  }

  @Test
  void aFileThatIsCutOrHasMoreIsFound() {
    for (int length : new int[] {HEAD, HEAD + 1, HEAD + BLOCK, whole.length - 1}) {
      stores.clear();
      assertEquals(
          BackupException.Kind.TRUNCATED, refusal(Arrays.copyOf(whole, length)), "of " + length);
    }
    for (int length : new int[] {0, 1, HEAD - 1}) {
      assertEquals(BackupException.Kind.NOT_A_BACKUP, refusal(Arrays.copyOf(whole, length)));
    }
    stores.clear();
    assertEquals(BackupException.Kind.DAMAGED, refusal(Arrays.copyOf(whole, whole.length + 1)));
  }

  /** Whoever knows the passphrase can seal anything; what does not hold is refused all the same. */
  @Test
  void entriesOfAnotherNetworkAndOthersThatDoNotHoldAreRefused() throws Exception {
    Villager stranger = new Village(9).found("Stranger");
    List<Run> own = founder.runs();
    assertEquals(
        BackupException.Kind.DAMAGED, refusal(sealed(founder.replica.network(), stranger.runs())));
    stores.clear();
    assertEquals(
        BackupException.Kind.DAMAGED, refusal(sealed(founder.replica.network(), List.of())));
    stores.clear();
    List<Run> gap = own.subList(1, own.size());
    assertEquals(BackupException.Kind.DAMAGED, refusal(sealed(founder.replica.network(), gap)));
    stores.clear();
    InviteSeed foreign = InviteSeed.generate(ENTROPY);
    byte[] otherCode = backup(founder, Optional.of(code(foreign, founder.replica.network())));
    assertEquals(BackupException.Kind.DAMAGED, refusal(otherCode));
  }

  private static byte[] sealed(NetworkId network, List<Run> runs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BundleWriter writer = BackupSeal.begin(out, PASSPHRASE, ENTROPY)) {
      writer.write(new BundleFrame.Owner(Bytes.utf8("Mina")));
      writer.write(new BundleFrame.Network(network));
      for (Run run : runs) {
        writer.write(new BundleFrame.Entries(RunCodec.encode(run)));
      }
    }
    return out.toByteArray();
  }

  @Test
  void noKeyOfTheDeviceIsInABackup() throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    var reader = BackupSeal.open(new ByteArrayInputStream(whole), PASSPHRASE).orElseThrow();
    for (Optional<BundleFrame> f = reader.next(); f.isPresent(); f = reader.next()) {
      if (f.get() instanceof BundleFrame.Entries run) {
        plain.write(run.run().view());
      } else if (f.get() instanceof BundleFrame.Epoch epoch) {
        plain.write(epoch.secrets().view());
      }
    }
    String all = plain.toString(StandardCharsets.ISO_8859_1);
    for (var key :
        List.of(
            founder.own.signing().seed(),
            founder.own.wire().seed(),
            founder.own.sealing().seed())) {
      assertFalse(all.contains(new String(key.expose(), StandardCharsets.ISO_8859_1)));
    }
    assertTrue(all.length() > 100_000);
  }

  @Test
  void aBackupOfAGroupThatForgotRestoresWhatIsLeft() throws Exception {
    Village village = new Village(4);
    Villager mina = village.found("Mina");
    mina.write(note("early", "x"));
    Act propose =
        new Act.Propose("t", "", "threshold", List.of(), Optional.of(new Effect.CutHistory()));
    EntryId proposal = mina.write(propose).last();
    mina.write(new Act.Ballot(proposal, "agree", ""));
    byte[] before = backup(mina);
    mina.write(new Act.Enact(proposal, List.of()));
    mina.write(note("late", "y"));
    byte[] after = backup(mina);
    read(after);
    MemoryEntryStore store = stores.remove(mina.replica.network());
    assertEquals(mina.replica.store().rows(Table.RESOURCE), store.rows(Table.RESOURCE));
    Backup old = read(before);
    store = stores.get(mina.replica.network());
    assertEquals(1, store.rows(Table.RESOURCE).size(), "made before, it has what was forgotten");
    DeviceSecrets device = DeviceSecrets.generate(ENTROPY);
    Replica restored =
        Replica.open(
            mina.replica.network(), store, device, ENTROPY, old.networks().get(0).epochs());
    restored.enter(mina.runs());
    assertEquals(mina.replica.digest(), restored.digest());
    assertEquals(
        mina.replica.store().rows(Table.RESOURCE).keySet(), store.rows(Table.RESOURCE).keySet());
  }
}
