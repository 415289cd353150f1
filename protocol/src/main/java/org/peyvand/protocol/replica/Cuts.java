package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.entry.SignedPin;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Cut;

/**
 * Which bodies of records are to be forgotten, and which entries may come without theirs (rule
 * M11.4): what acts that cut history pin, by all that is here.
 *
 * <p>An entry without its body is believed though the act be undone or void by now: who forgot
 * before they knew could pass nothing on any more. Bodies are erased only while it is in force.
 */
final class Cuts {
  private static final Bytes FORGETTING = Bytes.utf8("forgetting");

  private final NetworkId network;
  private final EntryStore store;
  private final Governance governance;
  private final Map<EntryId, List<Pin>> genuine = new HashMap<>();
  private Map<DeviceId, Long> believed = Map.of();
  private Map<DeviceId, Long> forgotten = Map.of();
  private List<Cut> resolved = List.of();
  private List<Cut> done = List.of();

  /** Whether the rows are known to say nothing of what is erased. */
  private boolean folded;

  Cuts(NetworkId network, EntryStore store, Governance governance) {
    this.network = network;
    this.store = store;
    this.governance = governance;
  }

  /** Why a run of records may not be taken as it is: a body is missing that nobody has cut. */
  Optional<Verdict> judge(Branch branch, List<SignedEntry> run) {
    if (run.stream().noneMatch(signed -> signed.entry().isErased())) {
      return Optional.empty();
    }
    resolve();
    long through = through(branch, believed);
    for (SignedEntry signed : run) {
      if (signed.entry().isErased() && signed.entry().header().seq() > through) {
        return Optional.of(
            new Verdict.Waiting(Reason.BODY_MISSING, "expected its body, or an act that cuts it"));
      }
    }
    return Optional.empty();
  }

  /** The run as it is kept: without the bodies that are to be forgotten. */
  List<SignedEntry> kept(Draft draft, Branch branch, List<SignedEntry> run) throws StoreException {
    resolve();
    long first = run.get(0).entry().header().seq();
    long through = through(branch, forgotten);
    int count = Math.toIntExact(Math.max(0, Math.min(run.size(), through - first + 1)));
    if (count == 0) {
      return run;
    }
    boolean goesOn = draft.erasedThrough(branch) == first - 1;
    if (goesOn || draft.head(branch).isEmpty()) {
      draft.erase(branch, first + count - 1);
    }
    List<SignedEntry> kept = new ArrayList<>(run);
    kept.subList(0, count).replaceAll(SignedEntry::erased);
    return kept;
  }

  /**
   * Erases what is here and to be forgotten, once for each act, and folds the rows again, which may
   * say what was erased: also where a crash came between.
   */
  void forget(Records records) throws StoreException {
    resolve();
    if (!done.equals(resolved)) {
      Draft draft = new Draft(store);
      for (DeviceId device : forgotten.keySet()) {
        erase(draft, new ChainId(device, Lane.RECORDS));
      }
      if (!draft.isEmpty()) {
        draft.put(Table.LOCAL, FORGETTING, Bytes.own(new byte[] {1}));
        folded = false;
        store.commit(draft.commit());
      }
      done = resolved;
    }
    if (!folded && store.row(Table.LOCAL, FORGETTING).isPresent()) {
      Draft draft = new Draft(store);
      Rebuild.into(draft, store, records);
      draft.remove(Table.LOCAL, FORGETTING);
      store.commit(draft.commit());
    }
    folded = true;
  }

  private void erase(Draft draft, ChainId chain) throws StoreException {
    Branch branch = Branch.main(chain);
    for (Optional<Head> head = store.head(branch); head.isPresent(); head = store.head(branch)) {
      long through = Math.min(head.get().seq(), through(branch, forgotten));
      if (through >= head.get().firstSeq() && through > store.erasedThrough(branch)) {
        draft.erase(branch, through);
      }
      branch = new Branch(chain, branch.number() + 1);
    }
  }

  private void resolve() {
    List<Cut> cuts = governance.now().cuts();
    if (!cuts.equals(resolved)) {
      believed = through(cuts);
      forgotten = through(cuts.stream().filter(Cut::isInForce).toList());
      resolved = cuts;
    }
  }

  /** Up to which number each device's records are pinned. */
  private Map<DeviceId, Long> through(List<Cut> cuts) {
    Map<DeviceId, Long> through = new TreeMap<>();
    for (Cut cut : cuts) {
      for (Pin pin : genuine.computeIfAbsent(cut.entry(), id -> genuine(cut))) {
        through.merge(pin.device(), pin.seq(), Math::max);
      }
    }
    return through;
  }

  /** Those that their devices signed. */
  private List<Pin> genuine(Cut cut) {
    return cut.newest().stream().filter(this::isSigned).map(SignedPin::pin).toList();
  }

  private boolean isSigned(SignedPin signed) {
    Pin pin = signed.pin();
    byte[] message =
        EntryCodec.signedBytes(
            Optional.of(network), pin.device(), Lane.RECORDS, pin.seq(), pin.entry());
    return Signatures.verify(pin.device().bytes().view(), message, signed.signature().view());
  }

  /**
   * Up to which number entries of a branch are pinned; -1 if none is. A pin holds on every line of
   * a forked device: whoever has another line cannot tell where it left the pinned one, and all
   * must forget the same.
   */
  private static long through(Branch branch, Map<DeviceId, Long> pinned) {
    return pinned.getOrDefault(branch.chain().device(), -1L);
  }
}
