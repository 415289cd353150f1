package org.peyvand.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.node.live.Address;

class HubsTest {
  private static final long SECOND = 1_000_000_000L;

  /** Of a system that tells no routers. */
  private final Hubs hubs = new Hubs(new Gateways(Path.of("none"), Path.of("none")));

  @Test
  void whileNobodyAnswersTheyAreCalledEverLessOften() {
    hubs.moved(0);
    long now = 0;
    for (int pause : List.of(4, 8, 16, 32, 64, 128, 256, 256)) {
      assertFalse(hubs.isDue(now + pause * SECOND - 1));
      now += pause * SECOND;
      assertTrue(hubs.isDue(now));
    }
    hubs.moved(now);
    assertTrue(hubs.isDue(now + 4 * SECOND));
  }

  @Test
  void thoseOfTheLoopbackWouldBeThisMachineItself() throws Exception {
    NetworkInterface loopback = NetworkInterface.getByName("lo");
    List<InterfaceAddress> addresses =
        loopback.getInterfaceAddresses().stream()
            .filter(each -> each.getAddress().getAddress().length == 4)
            .toList();
    LocalNetwork here =
        new LocalNetwork("id", "127.0.0.0/8", loopback, addresses, Optional.empty());
    assertEquals(List.of(), hubs.of(List.of(here), 1));
    assertEquals("127.0.0.1", Hubs.first(addresses.get(0)).getHostAddress());
    LocalNetwork none = new LocalNetwork("id", "fe80::/64", loopback, List.of(), Optional.empty());
    assertEquals(List.<Address>of(), hubs.of(List.of(none), 1));
  }
}
