package org.peyvand.protocol.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.sync.Run;

/**
 * Runs of a forked chain beyond the branches that are kept of it, and what somebody else's entry
 * links to that is not here.
 *
 * <p>A device that makes ever more branches must neither fill disks nor, by giving each node other
 * ones, keep the nodes apart or an honest author out who linked to what it was given. So a further
 * branch is taken just as far as others have built on it; an honest author was given few itself.
 *
 * <p>In memory only: a session offers again what was not taken. The newest stay where there is no
 * room for all.
 */
final class LooseBranches {
  private final Map<DeviceId, Deque<Run>> runs = new LinkedHashMap<>();
  private final Set<EntryId> wanted = new LinkedHashSet<>();

  /** Notes that an entry which counts links to these, which are not here. */
  void want(Collection<EntryId> missing) {
    wanted.addAll(missing);
    dropOldest(wanted, Limits.WANTED_ENTRIES);
  }

  boolean isWanted(Run run) {
    return run.entries().stream().anyMatch(signed -> wanted.contains(signed.entry().id()));
  }

  /** Remembers a run that nobody is known to have linked to. */
  void keep(Run run) {
    Deque<Run> kept = runs.computeIfAbsent(run.chain().device(), d -> new ArrayDeque<>());
    dropOldest(runs.keySet(), Limits.LOOSE_DEVICES);
    if (kept.stream().noneMatch(other -> other.last().id().equals(run.last().id()))) {
      kept.add(run);
    }
    while (bytes(kept) > Limits.LOOSE_BYTES) {
      kept.remove();
    }
  }

  /**
   * The remembered runs up to that with this entry, each after the one that it follows; the first
   * follows what is not remembered. None if the entry is in none of them.
   */
  List<Run> leadingTo(EntryId entry) {
    Deque<Run> line = new ArrayDeque<>();
    Optional<EntryId> next = Optional.of(entry);
    for (Optional<Run> run = with(next); run.isPresent(); run = with(next)) {
      line.push(run.get());
      next = run.get().previous();
    }
    return new ArrayList<>(line);
  }

  private Optional<Run> with(Optional<EntryId> entry) {
    return entry.flatMap(
        id ->
            runs.values().stream()
                .flatMap(Deque::stream)
                .filter(run -> run.entries().stream().anyMatch(s -> s.entry().id().equals(id)))
                .findFirst());
  }

  private static int bytes(Deque<Run> kept) {
    return kept.stream()
        .flatMap(run -> run.entries().stream())
        .mapToInt(signed -> signed.entry().size())
        .sum();
  }

  private static <T> void dropOldest(Set<T> all, int most) {
    for (Iterator<T> oldest = all.iterator(); all.size() > most; ) {
      oldest.next();
      oldest.remove();
    }
  }
}
