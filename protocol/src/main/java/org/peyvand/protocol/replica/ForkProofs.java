package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;

/**
 * The proofs of forks that this device's node writes by itself: of devices in use whose chains have
 * two branches here. Stewards' nodes do so, or all where there is no other steward, so that not a
 * hundred nodes say the same.
 */
final class ForkProofs {
  /** How far behind a split signatures for one place are looked for: entries and bytes. */
  private static final int READ_ENTRIES = 1_024;

  private static final int READ_BYTES = 4 * 1024 * 1024;

  private ForkProofs() {}

  static List<Act> due(EntryStore store, Membership now, DeviceId own) throws StoreException {
    Optional<Member> author = now.memberOf(own);
    List<Act> due = new ArrayList<>();
    for (Head head : store.heads()) {
      DeviceId device = head.branch().chain().device();
      boolean second = head.branch().number() == 1;
      if (second && now.isEffective(device) && mayProve(now, author, device)) {
        proof(store, head).ifPresent(due::add);
      }
    }
    return due.stream().limit(1).toList();
  }

  private static boolean mayProve(Membership now, Optional<Member> author, DeviceId device) {
    Member owner = now.memberOf(device).orElseThrow();
    if (author.filter(a -> a.isActive() && !a.id().equals(owner.id())).isEmpty()) {
      return false;
    }
    boolean othersDo = now.stewards().stream().anyMatch(s -> !s.id().equals(owner.id()));
    return author.get().has(Role.STEWARD) || !othersDo;
  }

  /** Two signatures for the first place behind the split that has both. */
  private static Optional<Act> proof(EntryStore store, Head second) throws StoreException {
    Map<Long, SignedEntry> signed = new HashMap<>();
    for (SignedEntry entry : behind(store, second.branch(), second.firstSeq())) {
      signed.put(entry.entry().header().seq(), entry);
    }
    Branch main = Branch.main(second.branch().chain());
    for (SignedEntry one : behind(store, main, second.firstSeq())) {
      SignedEntry other = signed.get(one.entry().header().seq());
      if (other != null) {
        return Optional.of(proof(one, other));
      }
    }
    return Optional.empty();
  }

  private static List<SignedEntry> behind(EntryStore store, Branch branch, long seq)
      throws StoreException {
    return store.read(branch, seq, READ_ENTRIES, READ_BYTES).stream()
        .filter(entry -> entry.signature().isPresent())
        .toList();
  }

  private static Act proof(SignedEntry one, SignedEntry other) {
    boolean ordered = one.entry().id().compareTo(other.entry().id()) < 0;
    SignedEntry low = ordered ? one : other;
    SignedEntry high = ordered ? other : one;
    Header place = one.entry().header();
    return new Act.ProveFork(
        place.device(),
        place.lane(),
        place.seq(),
        low.entry().id(),
        low.signature().orElseThrow(),
        high.entry().id(),
        high.signature().orElseThrow(),
        List.of());
  }
}
