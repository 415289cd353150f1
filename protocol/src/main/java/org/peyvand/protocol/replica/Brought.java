package org.peyvand.protocol.replica;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peyvand.protocol.entry.Verdict;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.sync.Run;

/**
 * A run out of a bundle.
 *
 * @param maker the device that signed that it hands it on; empty where none did
 */
public record Brought(Run run, Optional<DeviceId> maker) {

  /** One by one, for each may let in or put out the makers of those after it. */
  static Taken into(Replica replica, List<Brought> brought) throws StoreException {
    List<Verdict> verdicts = new ArrayList<>();
    Map<Branch, Head> grown = new LinkedHashMap<>();
    boolean opened = false;
    for (Brought one : brought) {
      boolean isByMember = one.maker().filter(replica::mayMeet).isPresent();
      Taken taken =
          isByMember ? replica.take(List.of(one.run())) : replica.takeFromOutside(one.run());
      verdicts.addAll(taken.verdicts());
      taken.grown().forEach(head -> grown.put(head.branch(), head));
      opened |= taken.opened();
    }
    return new Taken(verdicts, List.copyOf(grown.values()), opened);
  }
}
