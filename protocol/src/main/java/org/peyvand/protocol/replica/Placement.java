package org.peyvand.protocol.replica;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/** Where a run belongs: after a head, beside one (a fork), nowhere yet, or nowhere at all. */
sealed interface Placement {
  /**
   * @param had how many entries at the run's beginning are here already
   * @param split whether this begins the other side of a fork
   */
  record At(Branch branch, int had, boolean split) implements Placement {}

  record Nowhere(Verdict verdict) implements Placement {}

  /**
   * @param linked whether somebody else's entry links into the run, so that it may begin one more
   *     branch than are kept of themselves
   */
  static Placement of(Draft draft, List<SignedEntry> run, boolean linked) throws StoreException {
    Header first = run.get(0).entry().header();
    Branch main = Branch.main(first.chain());
    Optional<Head> head = draft.head(main);
    if (head.isPresent() && follows(first, head.get())) {
      return new At(main, 0, false);
    }
    int had = had(draft, run);
    return had == run.size()
        ? new Nowhere(new Verdict.Accepted(0, had))
        : beyond(draft, run, had, linked);
  }

  private static boolean follows(Header header, Head head) {
    return header.seq() == head.seq() + 1 && header.previous().equals(Optional.of(head.id()));
  }

  private static int had(Draft draft, List<SignedEntry> run) throws StoreException {
    int had = 0;
    while (had < run.size() && draft.place(run.get(had).entry().id()).isPresent()) {
      had++;
    }
    return had;
  }

  private static Placement beyond(Draft draft, List<SignedEntry> run, int had, boolean linked)
      throws StoreException {
    Header next = run.get(had).entry().header();
    if (next.previous().isEmpty()) {
      return beside(draft, next.chain(), had, linked);
    }
    Optional<Place> parent = draft.place(next.previous().get());
    if (parent.isEmpty()) {
      return new Nowhere(new Verdict.Waiting(Reason.GAP, gap(draft, next)));
    }
    Branch branch = parent.get().branch();
    if (!branch.chain().equals(next.chain()) || parent.get().seq() != next.seq() - 1) {
      return refused(Reason.WRONG_PREVIOUS, "expected the entry before it in its own chain");
    }
    boolean follows = draft.head(branch).filter(head -> follows(next, head)).isPresent();
    return follows ? new At(branch, had, false) : beside(draft, next.chain(), had, linked);
  }

  private static Placement beside(Draft draft, ChainId chain, int had, boolean linked) {
    int number = draft.branches(chain);
    int most = linked ? Limits.LINKED_BRANCHES : Limits.BRANCHES;
    if (number >= most) {
      return new Nowhere(
          new Verdict.Waiting(
              Reason.THIRD_BRANCH, "expected at most " + most + " branches of a chain"));
    }
    return new At(new Branch(chain, number), had, number > 0);
  }

  private static String gap(Draft draft, Header next) {
    long have = draft.head(Branch.main(next.chain())).map(Head::seq).orElse(-1L);
    return "expected what follows seq " + have + ", found seq " + next.seq();
  }

  private static Placement refused(Reason reason, String detail) {
    return new Nowhere(new Verdict.Rejected(reason, detail));
  }
}
