package org.peyvand.node.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peyvand.node.store.StoreFolder;
import org.peyvand.node.store.SystemEntropy;
import org.peyvand.node.store.WatchedStore;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.PolicyByPurpose;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.replica.Taken;
import org.peyvand.protocol.replica.Written;
import org.peyvand.protocol.sync.Run;

/** What waits for the engine when a turn begins is written, kept or lost together. */
class GroupCommitTest {
  private static final int WRITERS = 10;
  private static final long NOW_MS = 1_770_000_000_000L;
  private static final long PATIENCE_S = 30;

  @TempDir Path home;
  private final Entropy entropy = new SystemEntropy();
  private final DeviceSecrets own = DeviceSecrets.generate(entropy);
  private WatchedStore disk;
  private StoreFolder stores;
  private Groups groups;
  private Engine engine;
  private Group group;

  @BeforeEach
  void found() throws Exception {
    disk = new WatchedStore(home);
    open();
    group = engine.call(() -> groups.found(genesis("First")));
    engine.call(() -> group.write(note("a beginning")));
  }

  private void open() throws Exception {
    stores = disk.open();
    Group.Means means = new Group.Means(disk.secrets(), own, entropy, () -> NOW_MS);
    groups = Groups.open(stores, means);
    engine = new Engine(groups);
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
    stores.close();
  }

  @Test
  void requestsThatWaitShareOneForcedWriteAndEachIsDurableBeforeItsAnswer() throws Exception {
    int before = disk.writes();
    List<Boolean> durable = new ArrayList<>();
    List<CompletableFuture<Written>> asked =
        whileBusy(writers(), each -> each.thenAccept(w -> durable.add(isOnDisk(w))));
    for (CompletableFuture<Written> each : asked) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    assertEquals(1, disk.writes() - before);
    assertEquals(WRITERS, durable.size());
    assertTrue(durable.stream().allMatch(is -> is), "an answer came before the write: " + durable);
  }

  @Test
  void oneAfterAnotherEachHasAWriteOfItsOwn() throws Exception {
    int before = disk.writes();
    for (Callable<Written> writer : writers()) {
      engine.call(writer);
    }
    assertEquals(WRITERS, disk.writes() - before);
  }

  @Test
  void whoAsksOnlyIsNotMadeToWaitForAWrite() throws Exception {
    int before = disk.writes();
    engine.call(() -> group.replica().digest());
    assertEquals(before, disk.writes());
  }

  @Test
  void aTurnIsWrittenInPartsWhenItGrowsLarge() throws Exception {
    int before = disk.writes();
    List<Act.Chunk> large = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      large.add(new Act.Chunk(Bytes.own(new byte[64 * 1024])));
    }
    List<Callable<Written>> writers = List.of(write(large), write(large), write(large));
    for (CompletableFuture<Written> each : whileBusy(writers, each -> {})) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    assertEquals(2, disk.writes() - before);
  }

  @Test
  void aRefusedRequestIsRefusedAlone() throws Exception {
    int before = disk.writes();
    IllegalArgumentException refusal = new IllegalArgumentException("not this one");
    List<Callable<Written>> requests = new ArrayList<>(writers());
    requests.add(
        WRITERS / 2,
        () -> {
          throw refusal;
        });
    List<CompletableFuture<Written>> asked = whileBusy(requests, each -> {});
    assertSame(refusal, failure(asked.remove(WRITERS / 2)));
    for (CompletableFuture<Written> each : asked) {
      assertTrue(isOnDisk(each.get(PATIENCE_S, TimeUnit.SECONDS)));
    }
    assertEquals(1, disk.writes() - before);
  }

  @Test
  void aStoreThatFailsFailsAllAndNothingOfThemIsThere() throws Exception {
    List<Head> before = engine.call(() -> group.replica().store().heads());
    List<List<Head>> told = new ArrayList<>();
    engine.call(
        () -> {
          group.watch(told::add);
          return null;
        });
    disk.full(true);
    for (CompletableFuture<Written> each : whileBusy(writers(), each -> {})) {
      StoreException e = assertInstanceOf(StoreException.class, failure(each));
      assertEquals(StoreException.Kind.FULL, e.kind());
    }
    disk.full(false);
    assertEquals(before, engine.call(() -> group.replica().store().heads()));
    assertEquals(before, stores.network(group.network()).heads());
    assertEquals(List.of(), told);
    Written after = engine.call(() -> group.write(note("room again")));
    assertEquals(before.get(1).seq() + 1, after.entries().get(0).entry().header().seq());
    assertEquals(List.of(after.grown()), told);
    assertSameAfterReopening();
  }

  @Test
  void whatCannotBeReadAgainAfterAFailureIsReadBeforeAnythingElseIsDone() throws Exception {
    Bytes before = engine.call(() -> group.replica().digest());
    Act.Propose lost = new Act.Propose("Never kept", "", "majority", List.of());
    disk.full(true);
    disk.unreadable(true);
    assertThrows(ExecutionException.class, () -> engine.call(() -> group.write(lost)));
    assertThrows(ExecutionException.class, () -> engine.call(() -> group.write(lost)));
    disk.full(false);
    disk.unreadable(false);
    assertEquals(List.of(), engine.call(() -> group.replica().decisions().all()));
    assertEquals(before, engine.call(() -> group.replica().digest()));
    engine.call(() -> group.write(lost));
    assertEquals(1, engine.call(() -> group.replica().decisions().all().size()));
    assertSameAfterReopening();
  }

  @Test
  void whatFailedWasNeverNotedSoTheDeviceIsSound() throws Exception {
    engine.call(() -> group.write(notes(2 * Generation.STEP)));
    disk.full(true);
    List<Callable<Written>> writers =
        List.of(write(notes(2 * Generation.STEP)), write(notes(2 * Generation.STEP)));
    for (CompletableFuture<Written> each : whileBusy(writers, each -> {})) {
      assertInstanceOf(StoreException.class, failure(each));
    }
    disk.full(false);
    assertSameAfterReopening();
    Group opened = groups.group(group.network()).orElseThrow();
    assertFalse(opened.replica().isBehindItself());
    engine.call(() -> opened.write(note("goes on")));
  }

  @Test
  void whoLearnsThatItWasCopiedStaysStoppedThoughTheWriteFails() throws Exception {
    Replica twin = twin(group.network());
    SignedEntry entry = twin.write(List.of(note("by the other copy")), NOW_MS).entries().get(0);
    Callable<Taken> taking = () -> group.take(List.of(new Run(List.of(entry))));
    disk.full(true);
    assertThrows(ExecutionException.class, () -> engine.call(taking));
    assertTrue(engine.call(() -> group.replica().isBehindItself()), "asking needs no room");
    assertThrows(ExecutionException.class, () -> engine.call(() -> group.write(note("no"))));
    disk.full(false);
    assertStoppedAfterReopening();
    engine.call(() -> groups.group(group.network()).orElseThrow().take(List.of()));
    Files.delete(home.resolve("secrets"));
    assertStoppedAfterReopening();
  }

  private void assertStoppedAfterReopening() throws Exception {
    close();
    open();
    Group opened = groups.group(group.network()).orElseThrow();
    assertTrue(engine.call(() -> opened.replica().isBehindItself()), "forgotten");
  }

  @Test
  void whatATaskLetsOutWaitsForTheWriteAndIsDroppedWhenThatFails() throws Exception {
    List<String> out = new ArrayList<>();
    Callable<Written> speaker =
        () -> {
          Written written = group.write(note("said"));
          engine.whenDurable(
              () -> out.add("durable " + isOnDisk(written)),
              failure -> out.add("failed " + ((StoreException) failure).kind()));
          return written;
        };
    engine.call(speaker);
    disk.full(true);
    assertThrows(ExecutionException.class, () -> engine.call(speaker));
    assertEquals(List.of("durable true", "failed FULL"), out);
  }

  @Test
  void whatFailsWhileItIsLetOutFailsAlone() throws Exception {
    List<Throwable> failed = new ArrayList<>();
    IllegalStateException fault = new IllegalStateException("a fault of ours");
    Written written =
        engine.call(
            () -> {
              engine.whenDurable(
                  () -> {
                    throw fault;
                  },
                  failed::add);
              return group.write(note("after it"));
            });
    assertTrue(isOnDisk(written));
    assertEquals(List.of(fault), failed);
  }

  @Test
  void watchersAreToldWhenItIsDurableAndAllButTheTaker() throws Exception {
    List<Boolean> told = new ArrayList<>();
    Group.Watcher taker = heads -> told.add(false);
    engine.call(
        () -> {
          group.watch(heads -> told.add(isOnDisk(heads.get(0))));
          group.watch(taker);
          return null;
        });
    Replica twin = twin(group.network());
    SignedEntry entry = twin.write(List.of(note("from elsewhere")), NOW_MS).entries().get(0);
    engine.call(() -> group.take(List.of(new Run(List.of(entry))), taker));
    assertEquals(List.of(true), told);
  }

  @Test
  void foreignRunsThatWaitShareOneForcedWrite() throws Exception {
    Replica twin = twin(group.network());
    List<Callable<Taken>> takers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      SignedEntry entry = twin.write(List.of(note("run " + i)), NOW_MS).entries().get(0);
      takers.add(() -> group.take(List.of(new Run(List.of(entry)))));
    }
    int before = disk.writes();
    for (CompletableFuture<Taken> each : whileBusy(takers, each -> {})) {
      Taken taken = each.get(PATIENCE_S, TimeUnit.SECONDS);
      assertInstanceOf(Verdict.Accepted.class, taken.verdicts().get(0));
    }
    assertEquals(1, disk.writes() - before);
    assertSameAfterReopening();
  }

  @Test
  void twoNetworksShareOneWriteAndItsFate() throws Exception {
    Group other = engine.call(() -> groups.found(genesis("Second")));
    List<Callable<Written>> writers =
        List.of(() -> group.write(note("here")), () -> other.write(note("there")));
    int before = disk.writes();
    for (CompletableFuture<Written> each : whileBusy(writers, each -> {})) {
      each.get(PATIENCE_S, TimeUnit.SECONDS);
    }
    assertEquals(1, disk.writes() - before);
    disk.full(true);
    for (CompletableFuture<Written> each : whileBusy(writers, each -> {})) {
      assertInstanceOf(StoreException.class, failure(each));
    }
    disk.full(false);
    assertSameAfterReopening();
  }

  @Test
  void aNetworkWhoseFoundingFailsIsNotThere() throws Exception {
    List<Group> told = new ArrayList<>();
    groups.whenNew(told::add);
    disk.full(true);
    assertThrows(
        ExecutionException.class, () -> engine.call(() -> groups.found(genesis("Second"))));
    disk.full(false);
    assertEquals(1, engine.call(() -> groups.all().size()));
    assertEquals(1, stores.networks().size());
    assertEquals(List.of(), told);
    Group second = engine.call(() -> groups.found(genesis("Second")));
    assertEquals(List.of(second), told);
  }

  private interface Caller<T> {
    void asked(CompletableFuture<T> answer);
  }

  /** Asks for all of them while the engine is at work, so that they wait together. */
  private <T> List<CompletableFuture<T>> whileBusy(List<Callable<T>> requests, Caller<T> caller)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Boolean> work =
        engine.submit(
            () -> {
              begun.countDown();
              return end.await(PATIENCE_S, TimeUnit.SECONDS);
            });
    assertTrue(begun.await(PATIENCE_S, TimeUnit.SECONDS));
    List<CompletableFuture<T>> asked = new ArrayList<>();
    for (Callable<T> request : requests) {
      CompletableFuture<T> answer = engine.submit(request);
      caller.asked(answer);
      asked.add(answer);
    }
    end.countDown();
    assertTrue(work.get(PATIENCE_S, TimeUnit.SECONDS));
    return asked;
  }

  private List<Callable<Written>> writers() {
    List<Callable<Written>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(write(List.of(note("note " + i))));
    }
    return writers;
  }

  private Callable<Written> write(List<? extends Act> acts) {
    return () -> group.write(acts);
  }

  private static Throwable failure(CompletableFuture<?> asked) {
    return assertThrows(ExecutionException.class, () -> asked.get(PATIENCE_S, TimeUnit.SECONDS))
        .getCause();
  }

  /** Asks the store itself, which knows a head only once it is written. */
  private boolean isOnDisk(Written written) {
    Branch branch = Branch.main(new ChainId(own.device(), Lane.RECORDS));
    long seq = written.entries().get(0).entry().header().seq();
    return isOnDisk(new Head(branch, 0, seq, written.last()));
  }

  private boolean isOnDisk(Head head) {
    try {
      return stores
          .network(group.network())
          .head(head.branch())
          .filter(found -> found.seq() >= head.seq())
          .isPresent();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** The same device elsewhere, with the same entries. */
  private Replica twin(NetworkId network) throws Exception {
    MemoryEntryStore copy = new MemoryEntryStore();
    for (Head head : stores.network(network).heads()) {
      List<Placed> placed = new ArrayList<>();
      for (SignedEntry entry : stores.network(network).read(head.branch(), 0, 99, 999_999)) {
        placed.add(new Placed(new Place(head.branch(), placed.size()), entry));
      }
      copy.commit(new Commit(placed, List.of()));
    }
    Replica twin = Replica.open(network, copy, own, entropy);
    twin.rebuild();
    assertEquals(group.replica().digest(), twin.digest());
    return twin;
  }

  private void assertSameAfterReopening() throws Exception {
    Bytes digest = engine.call(() -> group.replica().digest());
    close();
    open();
    Group opened = groups.group(group.network()).orElseThrow();
    assertEquals(digest, engine.call(() -> opened.replica().digest()));
  }

  private Act.Genesis genesis(String name) {
    Purpose purpose = Purpose.values()[0];
    return new Act.Genesis(name, purpose, PolicyByPurpose.of(purpose), "Maryam", own.keys());
  }

  private static List<Act> notes(int count) {
    return Collections.nCopies(count, note("one of many"));
  }

  private static Act note(String title) {
    return new Act.AddResource("note", title, "", List.of(), Optional.empty());
  }
}
