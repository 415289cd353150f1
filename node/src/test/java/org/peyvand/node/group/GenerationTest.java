package org.peyvand.node.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.HomeFolder;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.PolicyByPurpose;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Founding;
import org.peyvand.protocol.replica.Replica;

class GenerationTest {
  @TempDir Path folder;

  private final Entropy entropy = new SystemEntropy();
  private final DeviceSecrets own = DeviceSecrets.generate(entropy);
  private final SignedEntry genesis =
      Founding.make(
          own,
          new Act.Genesis(
              "Village",
              Purpose.INFORMATION,
              PolicyByPurpose.of(Purpose.INFORMATION),
              "Mina",
              own.keys()),
          entropy,
          1);
  private HomeFolder home;
  private Group.Means means;

  @BeforeEach
  void begin() throws HomeException {
    home = HomeFolder.create(folder.resolve("home"), "words".toCharArray(), entropy);
    means = new Group.Means(home.secrets(), own, entropy, () -> 1);
  }

  @AfterEach
  void end() throws HomeException {
    home.close();
  }

  private final MemoryEntryStore store = new MemoryEntryStore();

  private Group founded() throws StoreException {
    Group group = Group.found(genesis, store, means);
    force(group);
    return group;
  }

  private void write(Group group, int acts) throws StoreException {
    for (int i = 0; i < acts; i++) {
      group.write(new Act.Propose("proposal " + i, "", "majority", List.of()));
      force(group);
    }
  }

  private void force(Group group) throws StoreException {
    store.commit(group.staging().staged());
    group.forced();
  }

  /** The same home with the database of the founding day. */
  private Group withOldStore() throws StoreException {
    MemoryEntryStore old = new MemoryEntryStore();
    Replica.found(genesis, old, own, entropy);
    return Group.open(genesis.entry().network(), old, means);
  }

  @Test
  void aStoreWithFewerEntriesThanWereNotedStopsWritingAndStaysReadable() throws StoreException {
    Group group = founded();
    write(group, 1);
    group.note();
    Group old = withOldStore();
    assertTrue(old.replica().isBehindItself());
    assertThrows(IllegalStateException.class, () -> write(old, 1));
    assertEquals("Village", old.replica().membership().name());
  }

  @Test
  void whatWasWrittenIsNotedAtTheLatestEverySixtyFourEntries() throws StoreException {
    Group group = founded();
    write(group, Generation.STEP - 1);
    assertFalse(withOldStore().replica().isBehindItself());
    write(group, 1);
    assertTrue(withOldStore().replica().isBehindItself());
  }

  @Test
  void aWholeStoreIsNeverStoppedWhateverWasNotNoted() throws StoreException {
    write(founded(), Generation.STEP / 2);
    assertFalse(Group.open(genesis.entry().network(), store, means).replica().isBehindItself());
  }

  @Test
  void whatIsNotDurableYetIsNotNoted() throws StoreException {
    Group group = founded();
    for (int i = 0; i < 2 * Generation.STEP; i++) {
      group.write(new Act.Propose("proposal " + i, "", "majority", List.of()));
    }
    group.note();
    assertFalse(withOldStore().replica().isBehindItself());
    force(group);
    group.note();
    assertTrue(withOldStore().replica().isBehindItself());
  }

  @Test
  void aNoteOutlivesAnotherPassphraseAndDataKey() throws Exception {
    Group group = founded();
    write(group, 1);
    group.note();
    end();
    char[] changed = "other words".toCharArray();
    HomeFolder.changePassphrase(
        folder.resolve("home"), "words".toCharArray(), changed, entropy, (done, total) -> {});
    home = HomeFolder.open(folder.resolve("home"), changed, entropy);
    means = new Group.Means(home.secrets(), own, entropy, () -> 1);
    assertFalse(Group.open(genesis.entry().network(), store, means).replica().isBehindItself());
    assertTrue(withOldStore().replica().isBehindItself());
    assertTrue(withOldStore().replica().isBehindItself(), "stopped for good");
  }

  @Test
  void whoWasStoppedStaysSoEvenWithTheDatabaseOfAnotherDay() throws StoreException {
    Group group = withOldStore();
    group.replica().stopWriting();
    group.note();
    assertTrue(withOldStore().replica().isBehindItself());
  }
}
