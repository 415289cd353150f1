package org.peyvand.node.handler;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.control.proto.DoctorResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.doctor.Finding;
import org.peyvand.node.doctor.ListenCheck;
import org.peyvand.node.group.Group;
import org.peyvand.node.live.Address;

/** What only an open home shows: that it opens, where it listens, and each of its networks. */
final class DoctorRequests {
  private final Desk desk;

  DoctorRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer() throws ExecutionException, InterruptedException {
    DoctorResult.Builder doctor = DoctorResult.newBuilder();
    doctor.addItems(Findings.item(Finding.fine("opens")));
    doctor.addItems(Findings.item(listening()));
    List<Group> groups = desk.ask(() -> List.copyOf(desk.node().groups().all()));
    doctor.addItems(Findings.item(networks(groups)));
    for (Group group : groups) {
      String name = desk.ask(() -> group.replica().membership().name());
      for (Finding finding : new NetworkChecks(desk, group).all()) {
        doctor.addItems(Findings.item(finding).setNetwork(name));
      }
    }
    return Result.newBuilder().setDoctor(doctor).build();
  }

  private Finding listening() {
    Optional<Address> last = desk.node().device().listen().flatMap(Address::parse);
    if (desk.node().isRunning()) {
      return Finding.fine("listening");
    }
    return last.map(address -> ListenCheck.at(address.host(), address.port()))
        .orElse(Finding.hint("listening", "never-ran"));
  }

  private static Finding networks(List<Group> groups) {
    return groups.isEmpty() ? Finding.hint("networks", "no-network") : Finding.fine("networks");
  }
}
