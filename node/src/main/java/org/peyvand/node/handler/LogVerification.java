package org.peyvand.node.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/**
 * Reads the whole log again: every hash, every link of each chain, every signature that is kept.
 */
final class LogVerification {
  private static final int READ_ENTRIES = 256;
  private static final int READ_BYTES = 1024 * 1024;

  private final EntryStore store;
  private long entries;
  private long damaged;

  private LogVerification(EntryStore store) {
    this.store = store;
  }

  static LogVerifyResult of(Group group) throws StoreException {
    long start = System.nanoTime();
    LogVerification verification = new LogVerification(group.replica().store());
    Set<ChainId> chains = new HashSet<>();
    long forks = 0;
    for (Head head : group.replica().store().heads()) {
      chains.add(head.branch().chain());
      forks += head.branch().number() > 0 ? 1 : 0;
      verification.verify(head);
    }
    return LogVerifyResult.newBuilder()
        .setEntries(verification.entries)
        .setChains(chains.size())
        .setForks(forks)
        .setDamaged(verification.damaged)
        .setOk(verification.damaged == 0)
        .setWaiting(group.replica().unread().size())
        .setSeconds((System.nanoTime() - start) / 1e9)
        .build();
  }

  private void verify(Head head) throws StoreException {
    Optional<EntryId> before = parent(head);
    boolean signed = false;
    long next = head.firstSeq();
    while (next <= head.seq()) {
      List<SignedEntry> part;
      try {
        part = store.read(head.branch(), next, READ_ENTRIES, READ_BYTES);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.DAMAGED) {
          throw e;
        }
        damaged += head.seq() - next + 1;
        return;
      }
      if (part.isEmpty()) {
        damaged += head.seq() - next + 1;
        return;
      }
      for (SignedEntry entry : part) {
        entries++;
        damaged += holds(entry, before) ? 0 : 1;
        before = Optional.of(entry.entry().id());
        signed = entry.signature().isPresent();
        next++;
      }
    }
    damaged += signed && before.equals(Optional.of(head.id())) ? 0 : 1;
  }

  /** The entry that a branch grows from; none at the beginning of a chain. */
  private Optional<EntryId> parent(Head head) throws StoreException {
    if (head.firstSeq() == 0) {
      return Optional.empty();
    }
    Place parent = new Place(Branch.main(head.branch().chain()), head.firstSeq() - 1);
    return store.entry(parent).map(signed -> signed.entry().id());
  }

  private static boolean holds(SignedEntry signed, Optional<EntryId> before) {
    boolean follows = signed.entry().header().previous().equals(before);
    boolean same =
        EntryCodec.decode(signed.entry().headerBytes(), signed.entry().sealedBody())
            .asOptional()
            .filter(entry -> entry.id().equals(signed.entry().id()))
            .isPresent();
    return follows && same && signed.signature().map(s -> verify(signed)).orElse(true);
  }

  private static boolean verify(SignedEntry signed) {
    return Signatures.verify(
        signed.entry().header().device().bytes().view(),
        EntryCodec.signedBytes(signed.entry()),
        signed.signature().orElseThrow().view());
  }
}
