package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.BodyCodec;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Commit;
import org.peyvand.protocol.log.MemoryEntryStore;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.Placed;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.ForkBytes;

/** Proofs found in a store of two lines. The first seed with {@code -Dpeyvand.seed=…}. */
class SplitProofTest {
  private static final int HISTORIES = 300;

  private final Village village = new Village(5);
  private final Villager mina = village.found("Mina");
  private final Villager omid = village.join(mina, "Omid");
  private final Branch main = Branch.main(new ChainId(omid.own.device(), Lane.RECORDS));
  private final Branch second = new Branch(main.chain(), 1);

  SplitProofTest() throws StoreException {}

  /** Entries after this one; those at the places that are asked for are signed. */
  private List<SignedEntry> line(
      Optional<SignedEntry> before, int count, int salt, LongPredicate signed) {
    List<SignedEntry> line = new ArrayList<>();
    Optional<SignedEntry> last = before;
    for (int i = 0; i < count; i++) {
      long seq = last.map(e -> e.entry().header().seq() + 1).orElse(0L);
      Optional<EntryId> previous = last.map(e -> e.entry().id());
      SignedEntry next =
          Forge.next(omid, Lane.RECORDS).at(seq, previous).salt(salt).act(ReplicaTest.note("n"));
      next = signed.test(seq) ? next : new SignedEntry(next.entry(), Optional.empty());
      line.add(next);
      last = Optional.of(next);
    }
    return line;
  }

  private MemoryEntryStore store(List<SignedEntry> one, List<SignedEntry> other)
      throws StoreException {
    MemoryEntryStore store = new MemoryEntryStore();
    List<Placed> placed = new ArrayList<>();
    one.forEach(e -> placed.add(new Placed(new Place(main, e.entry().header().seq()), e)));
    other.forEach(e -> placed.add(new Placed(new Place(second, e.entry().header().seq()), e)));
    store.commit(new Commit(placed, List.of()));
    return store;
  }

  private Optional<Act> proof(List<SignedEntry> one, List<SignedEntry> other)
      throws StoreException {
    MemoryEntryStore store = store(one, other);
    return SplitProof.of(store, store.head(second).orElseThrow());
  }

  private void assertHolds(Act proof) {
    assertEquals(Optional.empty(), mina.replica.refusal(proof));
    assertTrue(ForkBytes.proves(mina.replica.network(), (Act.ProveFork) proof));
    byte[] bytes = BodyCodec.encode(new Body(1, proof));
    assertEquals(proof, BodyCodec.decode(bytes).asOptional().orElseThrow().act());
  }

  /** The fewest steps between two signed entries of both lines, by trying all. */
  private static OptionalLong nearest(List<SignedEntry> one, List<SignedEntry> other) {
    return one.stream()
        .filter(a -> a.signature().isPresent())
        .flatMap(a -> other.stream().filter(b -> b.signature().isPresent()).map(b -> apart(a, b)))
        .mapToLong(Long::longValue)
        .min();
  }

  private static long apart(SignedEntry a, SignedEntry b) {
    return Math.abs(a.entry().header().seq() - b.entry().header().seq());
  }

  @Test
  void aProofIsFoundExactlyWhereBothLinesAreSignedBeyondTheSplitAndIsTheShortestAndHolds()
      throws StoreException {
    long first = Long.getLong("peyvand.seed", System.nanoTime());
    for (long seed = first; seed < first + HISTORIES; seed++) {
      Random random = new Random(seed);
      int often = 1 + random.nextInt(6);
      List<SignedEntry> common = line(Optional.empty(), random.nextInt(4), 1, seq -> true);
      Optional<SignedEntry> split = common.stream().reduce((a, b) -> b);
      List<SignedEntry> one =
          line(split, 1 + random.nextInt(8), 2, seq -> random.nextInt(often) == 0);
      List<SignedEntry> other =
          line(split, 1 + random.nextInt(8), 3, seq -> random.nextInt(often) == 0);
      List<SignedEntry> whole = new ArrayList<>(common);
      whole.addAll(one);
      Optional<Act> proof = proof(whole, other);
      OptionalLong nearest = nearest(one, other);
      assertEquals(nearest.isPresent(), proof.isPresent(), "seed " + seed);
      if (proof.isPresent()) {
        assertHolds(proof.get());
        int steps = ((Act.ProveFork) proof.get()).path().size();
        assertEquals(nearest.getAsLong(), steps, "seed " + seed);
      }
    }
  }

  @Test
  void linesSignedOneRunApartAreProvenAndNoneFurther() throws StoreException {
    List<SignedEntry> one = line(Optional.empty(), 1, 2, seq -> true);
    int run = Limits.RUN_ENTRIES;
    List<SignedEntry> other = line(Optional.empty(), run, 3, seq -> seq == run - 1);
    Act proof = proof(one, other).orElseThrow();
    assertEquals(Limits.FORK_PATH, ((Act.ProveFork) proof).path().size());
    assertHolds(proof);
    assertHolds(proof(other, one).orElseThrow());
    List<SignedEntry> beyond = line(Optional.empty(), run + 1, 3, seq -> seq == run);
    assertEquals(Optional.empty(), proof(one, beyond));
  }
}
