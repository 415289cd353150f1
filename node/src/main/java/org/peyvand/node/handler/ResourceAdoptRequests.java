package org.peyvand.node.handler;

import java.util.List;
import java.util.Optional;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Pin;
import org.peyvand.protocol.log.StoreException;

/** Makes count again what a removal set aside. */
final class ResourceAdoptRequests {
  private final Desk desk;

  ResourceAdoptRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(Request request) throws ControlException, StoreException {
    Group group = desk.group(request);
    String typed = request.getResourceAdopt().getRecord();
    List<RecordAside> before = RecordAside.all(group);
    Optional<RecordAside> meant =
        Desk.find(before, r -> r.entry().hex(), RecordAside::title, typed);
    if (meant.isEmpty()) {
      throw new ControlException(
          FailureCode.NOT_SET_ASIDE, ResourceRequests.pick(group, typed).shown().title());
    }
    desk.write(group, adoption(group, meant.get()));
    Result shown =
        ResourceRequests.one(group, ResourceRequests.resource(group, meant.get().resource()));
    long adopted = before.size() - RecordAside.all(group).size();
    return shown.toBuilder()
        .setResource(shown.getResource().toBuilder().setAdopted(adopted))
        .build();
  }

  private static Act adoption(Group group, RecordAside record) throws StoreException {
    long seq = group.replica().store().place(record.entry()).orElseThrow().seq();
    return new Act.Adopt(new Pin(record.author(), seq, record.entry()));
  }
}
