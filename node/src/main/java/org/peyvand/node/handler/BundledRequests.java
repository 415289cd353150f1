package org.peyvand.node.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Requests;
import org.peyvand.node.live.Requests.Receipt;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/** Takes the requests to join that a bundle carries; what is not for here is counted and left. */
final class BundledRequests {
  private final Desk desk;
  private final List<Receipt> receipts = new ArrayList<>();

  BundledRequests(Desk desk) {
    this.desk = desk;
  }

  void take(Bytes request) throws ExecutionException, InterruptedException {
    receipts.add(desk.ask(() -> receipt(request)));
  }

  /** What the network that it is for says; where it is for none, refused. */
  private Receipt receipt(Bytes request) throws StoreException {
    for (Group group : desk.node().groups().all()) {
      Receipt receipt =
          new Requests(group.replica()).take(request, desk.node().clock().getAsLong());
      if (receipt != Receipt.REFUSED) {
        return receipt;
      }
    }
    return Receipt.REFUSED;
  }

  /** Requests that wait for an answer now. */
  long waiting() {
    return count(Receipt.WAITING);
  }

  /** Requests that nobody here can answer, or for which there is no room or it is too late. */
  long refused() {
    return count(Receipt.REFUSED) + count(Receipt.EXPIRED) + count(Receipt.FULL);
  }

  /** Where there were requests and none could be taken, says why. */
  void requireOne() throws ControlException {
    if (receipts.isEmpty() || refused() < receipts.size()) {
      return;
    }
    if (count(Receipt.FULL) > 0) {
      throw new ControlException(FailureCode.REQUESTS_FULL, Integer.toString(Requests.WAITING));
    }
    throw new ControlException(
        count(Receipt.EXPIRED) > 0 ? FailureCode.INVITE_EXPIRED : FailureCode.CODE_USED);
  }

  private long count(Receipt kind) {
    return receipts.stream().filter(kind::equals).count();
  }
}
