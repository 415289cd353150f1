package org.peyvand.node.handler;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.proto.LogVerifyResult;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.crypto.Signatures;
import org.peyvand.protocol.entry.EntryCodec;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.Place;
import org.peyvand.protocol.log.StoreException;

/**
 * Reads the whole log again: every hash, every link of each chain, every signature that is kept.
 */
final class LogVerification {
  private final Desk desk;
  private final Group group;
  private final LogParts parts;
  private long entries;
  private long damaged;

  private LogVerification(Desk desk, Group group) {
    this.desk = desk;
    this.group = group;
    this.parts = new LogParts(desk, group);
  }

  /** Reads on the engine's thread, part by part, and checks on the caller's. */
  static LogVerifyResult of(Desk desk, Group group)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    LogVerification verification = new LogVerification(desk, group);
    Set<ChainId> chains = new HashSet<>();
    long forks = 0;
    for (Head head : verification.parts.heads()) {
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
        .setWaiting(desk.ask(() -> group.replica().unread().size()))
        .setSeconds((System.nanoTime() - start) / 1e9)
        .build();
  }

  private void verify(Head head) throws ExecutionException, InterruptedException {
    Optional<EntryId> before = desk.ask(() -> parent(head));
    boolean signed = false;
    long next = head.firstSeq();
    while (next <= head.seq()) {
      List<SignedEntry> part = readable(head, next);
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

  /** The next entries; none where they cannot be read any more. */
  private List<SignedEntry> readable(Head head, long next)
      throws ExecutionException, InterruptedException {
    try {
      return parts.read(head, next);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failed
          && failed.kind() == StoreException.Kind.DAMAGED) {
        return List.of();
      }
      throw e;
    }
  }

  /** The entry that a branch grows from; none at the beginning of a chain. */
  private Optional<EntryId> parent(Head head) throws StoreException {
    if (head.firstSeq() == 0) {
      return Optional.empty();
    }
    Place parent = new Place(Branch.main(head.branch().chain()), head.firstSeq() - 1);
    return group.replica().store().entry(parent).map(signed -> signed.entry().id());
  }

  private static boolean holds(SignedEntry signed, Optional<EntryId> before) {
    boolean follows = signed.entry().header().previous().equals(before);
    boolean same =
        EntryCodec.again(signed.entry())
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
