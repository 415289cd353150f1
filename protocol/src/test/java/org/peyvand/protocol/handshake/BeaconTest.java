package org.peyvand.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.NetworkId;

class BeaconTest {
  private static final byte[] HERE = {10, 0, 0, 1};
  private static final byte[] THERE = {10, 0, 0, 2};
  private static final int MANY = 4_000;

  private final Random random = new Random(1);
  private final Entropy entropy =
      count -> {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
      };
  private final Candidate candidate = candidate();
  private final Beacon beacon = new Beacon(new DeviceId(bytes(DeviceId.LENGTH)), 65_535);

  private Bytes bytes(int count) {
    return Bytes.own(entropy.bytes(count));
  }

  private Candidate candidate() {
    return Candidate.member(
        new NetworkId(bytes(NetworkId.LENGTH)),
        new EpochId(bytes(EpochId.LENGTH)),
        SecretBytes.own(entropy.bytes(Candidate.PSK_LENGTH)));
  }

  @Test
  void whoHoldsTheKeyReadsItWhereItWasSentFrom() {
    for (Beacon each : List.of(beacon, new Beacon(beacon.device(), 1))) {
      Bytes sealed = each.seal(candidate, HERE, entropy);
      assertEquals(Beacon.LENGTH, sealed.length());
      assertEquals(Optional.of(each), Beacon.open(candidate, HERE, sealed));
    }
  }

  @Test
  void underAnotherKeyOrFromAnotherAddressItIsNoise() {
    Bytes sealed = beacon.seal(candidate, HERE, entropy);
    assertEquals(Optional.empty(), Beacon.open(candidate(), HERE, sealed));
    assertEquals(Optional.empty(), Beacon.open(candidate, THERE, sealed));
    Candidate otherEpoch =
        new Candidate(
            candidate.kind(), candidate.context(), bytes(EpochId.LENGTH), candidate.psk());
    assertEquals(Optional.empty(), Beacon.open(otherEpoch, HERE, sealed));
  }

  @Test
  void anyChangedBitAndAnyOtherLengthIsRefused() {
    Bytes sealed = beacon.seal(candidate, HERE, entropy);
    for (int bit = 0; bit < 8 * Beacon.LENGTH; bit++) {
      byte[] changed = sealed.toArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), Beacon.open(candidate, HERE, Bytes.own(changed)));
    }
    assertEquals(Optional.empty(), Beacon.open(candidate, HERE, sealed.slice(0, 127)));
    Bytes longer = sealed.concat(Bytes.own(new byte[1]));
    assertEquals(Optional.empty(), Beacon.open(candidate, HERE, longer));
    assertEquals(Optional.empty(), Beacon.open(candidate, HERE, Bytes.EMPTY));
  }

  @Test
  void noByteIsConstantAndAllAreEvenlySpread() {
    List<Bytes> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      many.add(beacon.seal(candidate, HERE, entropy));
    }
    for (int at = 0; at < Beacon.LENGTH; at++) {
      int[] seen = new int[16];
      for (Bytes each : many) {
        seen[each.view()[at] >> 4 & 15]++;
      }
      double chi = 0;
      double expected = MANY / 16.0;
      for (int count : seen) {
        chi += (count - expected) * (count - expected) / expected;
      }
      assertTrue(chi < 60, "byte " + at + ": chi square " + chi + " of 15 degrees");
    }
  }

  @Test
  void portsAreWithinBounds() {
    assertThrows(IllegalArgumentException.class, () -> new Beacon(beacon.device(), 65_536));
    assertThrows(IllegalArgumentException.class, () -> new Beacon(beacon.device(), -1));
    assertEquals(65_535, new Beacon(beacon.device(), 65_535).port());
  }

  @Test
  void whoAsksNamesNoPortAndLooksLikeAnyOther() {
    Beacon asking = new Beacon(beacon.device(), Beacon.ASKING);
    Bytes sealed = asking.seal(candidate, HERE, entropy);
    assertEquals(Beacon.LENGTH, sealed.length());
    Beacon opened = Beacon.open(candidate, HERE, sealed).orElseThrow();
    assertTrue(opened.isAsking());
    assertEquals(asking, opened);
  }
}
