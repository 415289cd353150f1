package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/** The one door by which own and foreign entries come into a draft. */
final class Door {
  private final Judge judge;
  private final Governance governance;
  private final Records records;
  private final Cuts cuts;
  private final LooseBranches loose;
  private final Draft draft;
  private final Optional<Allowance> allowance;

  /**
   * @param allowance empty where the runs come by somebody who is in
   */
  Door(
      Judge judge,
      Governance governance,
      Records records,
      Cuts cuts,
      LooseBranches loose,
      Draft draft,
      Optional<Allowance> allowance) {
    this.judge = judge;
    this.governance = governance;
    this.records = records;
    this.cuts = cuts;
    this.loose = loose;
    this.draft = draft;
    this.allowance = allowance;
  }

  /** Takes a run that holds, as far as it does; and before it what it alone gives a place here. */
  Verdict take(Run run) throws StoreException {
    Verdict verdict = attempt(run, mayBranch(run), allowance);
    while (waitsFor(verdict, Reason.MISSING_LINKS) && hasBroughtIn(run)) {
      verdict = attempt(run, mayBranch(run), allowance);
    }
    if (waitsFor(verdict, Reason.THIRD_BRANCH)) {
      loose.keep(run);
    }
    return verdict;
  }

  /**
   * Whether the run may begin a branch beyond those that are kept of themselves: somebody has
   * linked to it; or its device is stopped, so that there will be no more of them, and it holds
   * records, to which governance cannot link.
   */
  private boolean mayBranch(Run run) {
    boolean stopped = !governance.now().removals(run.chain().device()).isEmpty();
    return loose.isWanted(run) || stopped && run.chain().lane() == Lane.RECORDS;
  }

  private static boolean waitsFor(Verdict verdict, Reason reason) {
    return verdict instanceof Verdict.Waiting waiting && waiting.reason() == reason;
  }

  /**
   * Takes further branches that a run links to; whether there were any. Only for who is in, or whom
   * such a one has linked to in turn: else removed authors could do it for each other. Whoever is
   * in and links to them has them, so they need no allowance.
   */
  private boolean hasBroughtIn(Run run) throws StoreException {
    if (!governance.now().isEffective(run.chain().device()) && !loose.isWanted(run)) {
      return false;
    }
    List<EntryId> missing = missing(run);
    loose.want(missing);
    boolean moved = false;
    for (EntryId entry : missing) {
      for (Run before : loose.leadingTo(entry)) {
        moved |=
            attempt(before, true, Optional.empty()) instanceof Verdict.Accepted taken
                && taken.entries() > 0;
      }
    }
    return moved;
  }

  private List<EntryId> missing(Run run) throws StoreException {
    Set<EntryId> own =
        run.entries().stream().map(signed -> signed.entry().id()).collect(Collectors.toSet());
    List<EntryId> missing = new ArrayList<>();
    for (SignedEntry signed : run.entries()) {
      for (EntryId link : signed.entry().header().links()) {
        if (!own.contains(link) && draft.place(link).isEmpty()) {
          missing.add(link);
        }
      }
    }
    return missing;
  }

  private Verdict attempt(Run run, boolean linked, Optional<Allowance> allowance)
      throws StoreException {
    Optional<Verdict> refused = judge.judge(run);
    if (refused.isPresent()) {
      return refused.get();
    }
    Placement placement = Placement.of(draft, run.entries(), linked);
    if (placement instanceof Placement.Nowhere nowhere) {
      return nowhere.verdict();
    }
    Placement.At at = (Placement.At) placement;
    List<SignedEntry> fresh = run.entries().subList(at.had(), run.size());
    int allowed =
        allowance.isPresent() ? allowance.get().fitting(at.branch(), fresh) : fresh.size();
    boolean bulk = run.chain().lane() == Lane.RECORDS;
    Optional<Verdict> verdict =
        bulk
            ? takeRecords(at.branch(), fresh, allowed)
            : takeGovernance(at.branch(), fresh, allowed);
    return verdict.orElseGet(() -> new Verdict.Accepted(fresh.size(), at.had()));
  }

  private static Optional<Verdict> unless(boolean all) {
    String detail = "expected no more of an author who is not in, by nobody who is";
    return all ? Optional.empty() : Optional.of(new Verdict.Waiting(Reason.AUTHOR_NOT_IN, detail));
  }

  /** Only the last signature was checked, so only that is kept and will be passed on. */
  private Optional<Verdict> takeRecords(Branch branch, List<SignedEntry> fresh, int allowed)
      throws StoreException {
    Optional<Verdict> verdict =
        records.judge(draft, branch, fresh).or(() -> unless(allowed == fresh.size()));
    if (verdict.isEmpty()) {
      verdict = cuts.judge(branch, fresh);
    }
    if (verdict.isEmpty()) {
      List<SignedEntry> run = cuts.kept(draft, branch, fresh);
      records.take(draft, branch, run);
      int last = run.size() - 1;
      run.subList(0, last)
          .forEach(s -> draft.append(branch, new SignedEntry(s.entry(), Optional.empty())));
      draft.append(branch, run.get(last));
    }
    return verdict;
  }

  /** Each stands alone, so a run is taken up to the first that does not hold. */
  private Optional<Verdict> takeGovernance(Branch branch, List<SignedEntry> run, int allowed) {
    for (SignedEntry signed : run.subList(0, allowed)) {
      Optional<Verdict> verdict = governance.judge(signed.entry());
      if (verdict.isPresent()) {
        return verdict;
      }
      governance.take(signed.entry(), branch);
      draft.append(branch, signed);
    }
    return unless(allowed == run.size());
  }
}
