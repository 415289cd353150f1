package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.resource.Resource;
import org.peyvand.protocol.resource.Version;

/**
 * Something shared, or a change to it, that is set aside.
 *
 * @param entry the record that adopting it names
 * @param author whose device wrote it
 * @param resource what it began or changed
 */
record RecordAside(EntryId entry, DeviceId author, String title, EntryId resource) {

  /** All that is set aside now. */
  static List<RecordAside> all(Group group) throws StoreException {
    List<RecordAside> all = new ArrayList<>();
    for (Map.Entry<Bytes, Bytes> row : group.replica().store().rows(Table.RESOURCE).entrySet()) {
      Resource stored = ResourceRequests.read(row.getValue());
      if (group.replica().isSetAside(stored.id(), stored.author())) {
        String title = group.replica().counted(stored).shown().title();
        all.add(new RecordAside(stored.id(), stored.author(), title, stored.id()));
      }
      for (Version edit : group.replica().editsSetAside(stored)) {
        all.add(new RecordAside(edit.entry(), edit.author(), edit.title(), stored.id()));
      }
    }
    return all;
  }

  /** How much is set aside of each device of which anything is: one reading of all resources. */
  static Map<DeviceId, Long> counts(Group group) throws StoreException {
    return all(group).stream()
        .collect(Collectors.groupingBy(RecordAside::author, Collectors.counting()));
  }
}
