package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.log.Table;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
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

  /** How much of it is by devices of this member. */
  static long countOf(Group group, Member member) throws StoreException {
    Membership now = group.replica().membership();
    List<DeviceId> devices = new ArrayList<>(member.devices().keySet());
    devices.addAll(member.retired().keySet());
    return devices.stream().allMatch(device -> now.removals(device).isEmpty())
        ? 0
        : all(group).stream().filter(record -> devices.contains(record.author())).count();
  }
}
