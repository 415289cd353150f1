package org.peyvand.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.replica.DeviceSecrets;

/** A device that writes governance entries, and where its chain ends. */
final class Writer {
  private final DeviceSecrets secrets;
  private final MemberId member;
  private final List<EntryId> told = new ArrayList<>();
  private Optional<EntryId> last = Optional.empty();
  private long next;

  Writer(DeviceSecrets secrets, MemberId member) {
    this.secrets = secrets;
    this.member = member;
  }

  DeviceSecrets secrets() {
    return secrets;
  }

  MemberId member() {
    return member;
  }

  Optional<EntryId> last() {
    return last;
  }

  long next() {
    return next;
  }

  /** What its next entry has to know: that it was let in, or back in. */
  List<EntryId> told() {
    return told;
  }

  void tell(EntryId entry) {
    told.add(entry);
  }

  void wrote(EntryId id) {
    told.clear();
    last = Optional.of(id);
    next++;
  }
}
