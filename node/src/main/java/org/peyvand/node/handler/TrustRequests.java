package org.peyvand.node.handler;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.node.DeviceFile;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.LocalNetworkListResult;
import org.peyvand.node.control.proto.LocalNetworkResult;
import org.peyvand.node.control.proto.NetworkTrust;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.discovery.LocalNetwork;
import org.peyvand.node.discovery.LocalNetworks;
import org.peyvand.node.store.HomeException;

/** On which local networks this device may call out for others. */
final class TrustRequests {
  private final Desk desk;

  TrustRequests(Desk desk) {
    this.desk = desk;
  }

  Result answer(NetworkTrust trust) throws ControlException, HomeException {
    List<LocalNetwork> here = LocalNetworks.now();
    DeviceFile device = desk.node().device();
    if (trust.getForget()) {
      forget(device, here);
    } else {
      trust(device, here);
    }
    Set<String> trusted = device.trusted();
    LocalNetworkListResult.Builder list = LocalNetworkListResult.newBuilder();
    here.forEach(network -> list.addItems(result(network, trusted)));
    return Result.newBuilder().setLocalNetworkList(list).build();
  }

  static void trust(DeviceFile device, List<LocalNetwork> here)
      throws ControlException, HomeException {
    Set<String> trusted = new TreeSet<>(device.trusted());
    trusted.addAll(ids(here));
    device.trusted(trusted);
  }

  private static void forget(DeviceFile device, List<LocalNetwork> here)
      throws ControlException, HomeException {
    Set<String> trusted = new TreeSet<>(device.trusted());
    trusted.removeAll(ids(here));
    device.trusted(trusted);
  }

  private static List<String> ids(List<LocalNetwork> here) throws ControlException {
    if (here.isEmpty()) {
      throw new ControlException(FailureCode.NO_LOCAL_NETWORK);
    }
    return here.stream().map(LocalNetwork::id).toList();
  }

  private static LocalNetworkResult result(LocalNetwork network, Set<String> trusted) {
    return LocalNetworkResult.newBuilder()
        .setId(network.id())
        .setName(network.on().getName())
        .setRange(network.range())
        .setTrusted(trusted.contains(network.id()))
        .build();
  }
}
