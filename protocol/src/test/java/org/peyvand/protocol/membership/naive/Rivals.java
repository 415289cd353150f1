package org.peyvand.protocol.membership.naive;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.DeviceId;

/** M6.1: whether an admission is one too many. */
final class Rivals {
  private Rivals() {}

  static boolean areTooMany(Deed x, List<Deed> rivals, Predicate<Deed> counts) {
    if (rivals.isEmpty()) {
      return false;
    }
    List<Deed> here = rivals.stream().filter(counts).toList();
    return usesExceeded(x, here) || isEnteredTwice(x, here) || hasTooManyDevices(x, here);
  }

  private static boolean usesExceeded(Deed x, List<Deed> here) {
    Set<DeviceId> devices = new TreeSet<>(Set.of(device(x)));
    here.stream().filter(y -> Conditions.sameInvite(x, y)).forEach(y -> devices.add(device(y)));
    return devices.size() > x.entry().orElseThrow().invite().orElseThrow().uses();
  }

  private static boolean isEnteredTwice(Deed x, List<Deed> here) {
    return here.stream()
        .anyMatch(
            y -> x.concurrent(y) && Conditions.sameDevice(x, y) && !Conditions.sameInvite(x, y));
  }

  private static boolean hasTooManyDevices(Deed x, List<Deed> here) {
    if (x.entry().orElseThrow().isPersonal()) {
      return false;
    }
    Set<DeviceId> devices = new TreeSet<>(Set.of(device(x)));
    here.stream()
        .filter(y -> Conditions.sameMember(x, y))
        .filter(y -> x.concurrent(y) || !x.before().out().contains(device(y)))
        .forEach(y -> devices.add(device(y)));
    return devices.size() > Limits.MEMBER_DEVICES;
  }

  private static DeviceId device(Deed admission) {
    return admission.entry().orElseThrow().device();
  }
}
