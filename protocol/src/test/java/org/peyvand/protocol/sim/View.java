package org.peyvand.protocol.sim;

import java.util.List;
import java.util.SortedMap;
import org.peyvand.protocol.decision.Decision;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.Replica;

/** All that people see of a network on one node. */
record View(Membership membership, List<Decision> decisions, SortedMap<Bytes, Bytes> resources) {
  static View of(Replica replica) throws StoreException {
    return new View(
        replica.membership(), replica.decisions().all(), replica.store().rows(Table.RESOURCE));
  }

  /** Which part differs, for the message of a failure. */
  String difference(View other) {
    if (!membership.equals(other.membership)) {
      return "membership: " + membership + "\n against " + other.membership;
    }
    if (!decisions.equals(other.decisions)) {
      return "decisions: " + decisions + "\n against " + other.decisions;
    }
    return "resources: " + resources + "\n against " + other.resources;
  }
}
