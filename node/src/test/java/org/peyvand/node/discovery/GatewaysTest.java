package org.peyvand.node.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaysTest {
  private static final String ROUTES =
      """
      Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask
      wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF
      wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000
      eth0\t00000000\t01020A0A\t0003\t0\t0\t100\t00000000
      """;
  private static final String NEIGHBOURS =
      """
      IP address       HW type     Flags       HW address            Mask     Device
      192.168.1.7      0x1         0x2         aa:aa:aa:aa:aa:aa     *        wlan0
      192.168.1.1      0x1         0x2         52:54:00:12:35:02     *        wlan0
      10.10.2.1        0x1         0x0         00:00:00:00:00:00     *        eth0
      """;

  @TempDir Path folder;

  @Test
  void theRouterOfAnInterfaceIsToldByItsHardwareAddress() throws Exception {
    Gateways gateways = new Gateways(write("routes", ROUTES), write("arp", NEIGHBOURS));
    assertEquals(Optional.of("52:54:00:12:35:02"), gateways.hardwareAddress("wlan0"));
    assertEquals(Optional.empty(), gateways.hardwareAddress("eth0"), "not met yet");
    assertEquals(
        Optional.of(InetAddress.getByName("10.10.2.1")), gateways.address("eth0"), "but known");
    assertEquals(Optional.empty(), gateways.address("wlan1"));
    assertEquals(Optional.empty(), gateways.hardwareAddress("wlan1"));
  }

  @Test
  void whereTheSystemTellsNothingThereIsNone() throws Exception {
    Path none = folder.resolve("none");
    assertEquals(Optional.empty(), new Gateways(none, none).hardwareAddress("wlan0"));
    Path odd = write("odd", "x\n\n wlan0 00000000 zz \n wlan0 00000000\n");
    assertEquals(Optional.empty(), new Gateways(odd, odd).hardwareAddress("wlan0"));
  }

  @Test
  void aRangeIsWrittenAsUsual() throws Exception {
    assertEquals("192.168.4.0/22", LocalNetwork.range(InetAddress.getByName("192.168.7.9"), 22));
    assertEquals("10.0.0.1/32", LocalNetwork.range(InetAddress.getByName("10.0.0.1"), 32));
    assertEquals("0.0.0.0/0", LocalNetwork.range(InetAddress.getByName("10.0.0.1"), 0));
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
