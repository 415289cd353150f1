package org.peyvand.protocol.sim;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Replica;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.ResourceCodec;
import org.peyvand.protocol.resource.Version;

/** All that people see of a network on one node. */
record View(
    Membership membership,
    List<Decision> decisions,
    Set<Bytes> shut,
    SortedMap<Bytes, Bytes> resources,
    SortedMap<EntryId, Shown> shown) {
  private static final Bytes UNREAD = Bytes.utf8("unread-records/");

  /** A resource without what removals set aside, what of it they do, and by which. */
  record Shown(Resource counted, List<Version> edits, List<EntryId> setAsideBy) {}

  static View of(Replica replica) throws StoreException {
    SortedMap<Bytes, Bytes> rows = replica.store().rows(Table.RESOURCE);
    SortedMap<EntryId, Shown> shown = new TreeMap<>();
    for (Bytes row : rows.values()) {
      Resource stored = ResourceCodec.decode(row).asOptional().orElseThrow();
      shown.put(
          stored.id(),
          new Shown(
              replica.counted(stored),
              replica.editsSetAside(stored),
              replica.setAsideBy(stored.id(), stored.author())));
    }
    return new View(replica.membership(), replica.decisions().all(), shut(replica), rows, shown);
  }

  /** The epochs of the records that cannot be read: the keys of rows. */
  private static Set<Bytes> shut(Replica replica) throws StoreException {
    return replica.store().rows(Table.LOCAL).keySet().stream()
        .filter(row -> row.length() > UNREAD.length())
        .filter(row -> row.slice(0, UNREAD.length()).equals(UNREAD))
        .collect(Collectors.toSet());
  }

  /** What everybody sees alike, whatever records are withheld from them. */
  View forAll() {
    return new View(membership, decisions, Set.of(), new TreeMap<>(), new TreeMap<>());
  }

  /** Whether another is the same, but for why these entries, which one cannot read, are void. */
  boolean agrees(View other, Set<EntryId> unread) {
    Membership one = membership;
    Membership two = other.membership;
    return one.members().equals(two.members())
        && one.policy().equals(two.policy())
        && one.invitations().equals(two.invitations())
        && one.admissions().equals(two.admissions())
        && one.suspensions().equals(two.suspensions())
        && without(one.refusals(), unread).equals(without(two.refusals(), unread))
        && without(decisions, unread).equals(without(other.decisions, unread))
        && (!shut.equals(other.shut)
            || hasFallenCut()
            || resources.equals(other.resources) && shown.equals(other.shown));
  }

  /** Whether some may show less, since they have erased before they knew that a cut counts not. */
  boolean hasFallenCut() {
    return membership.cuts().stream().anyMatch(cut -> !cut.isInForce());
  }

  private static List<Decision> without(List<Decision> decisions, Set<EntryId> entries) {
    return decisions.stream()
        .filter(d -> !entries.contains(d.id()))
        .map(d -> without(d, entries))
        .toList();
  }

  private static Decision without(Decision decision, Set<EntryId> entries) {
    return new Decision(
        decision.id(),
        decision.question(),
        decision.claimedTimeMs(),
        decision.proposer(),
        decision.electorate(),
        decision.tellers(),
        decision.state(),
        decision.round(),
        decision.count(),
        decision.late(),
        decision.refused().stream().filter(r -> !entries.contains(r.entry())).toList(),
        decision.lies(),
        decision.support(),
        decision.ending().filter(ending -> !entries.contains(ending.entry())));
  }

  private static <T> Map<EntryId, T> without(Map<EntryId, T> map, Set<EntryId> keys) {
    Map<EntryId, T> rest = new TreeMap<>(map);
    rest.keySet().removeAll(keys);
    return rest;
  }

  /** Which part differs, for the message of a failure. */
  String difference(View other) {
    if (!membership.equals(other.membership)) {
      return "members "
          + less(membership.members().values(), other.membership.members().values())
          + ", refusals "
          + less(membership.refusals().entrySet(), other.membership.refusals().entrySet())
          + ", invites "
          + less(membership.invitations().values(), other.membership.invitations().values());
    }
    if (!decisions.equals(other.decisions)) {
      return "decisions " + less(decisions, other.decisions);
    }
    return resources.equals(other.resources)
        ? "set aside " + less(shown.values(), other.shown.values())
        : "resources " + less(resources.keySet(), other.resources.keySet());
  }

  /** What is in one alone, and in the other. */
  private static <T> String less(Collection<T> one, Collection<T> other) {
    Set<T> here = new LinkedHashSet<>(one);
    Set<T> there = new LinkedHashSet<>(other);
    here.removeAll(other);
    there.removeAll(one);
    return here + " against " + there;
  }
}
