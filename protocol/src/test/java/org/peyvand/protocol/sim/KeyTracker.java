package org.peyvand.protocol.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.epoch.Keyring;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.log.Head;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.DeviceSecrets;

/**
 * Who could read what: everybody's keys, and every block that anybody ever wrote, as if all of them
 * had been overheard. Rule K1: what an author wrote, nobody can read whom the author knew to be
 * out.
 */
final class KeyTracker {
  private final Map<DeviceId, Keyring> keyrings = new HashMap<>();

  /** By device, then epoch: the acts that its author knew the device to be out by. */
  private final Map<DeviceId, Map<EpochId, List<EntryId>>> forbidden = new HashMap<>();

  private final Map<String, Set<SimNode>> givers = new HashMap<>();
  private final Set<EntryId> heard = new HashSet<>();
  private long checks;

  void enter(DeviceSecrets own) {
    keyrings.putIfAbsent(own.device(), new Keyring(own.device(), own.sealing()));
  }

  long checks() {
    return checks;
  }

  /** Hears what a node has just written, and checks that it was written for those who are in. */
  void hear(SimNode node, Iterable<Head> grown) throws StoreException {
    for (Head head : grown) {
      if (head.branch().chain().device().equals(node.device())) {
        for (long seq = head.seq(); seq >= head.firstSeq() && hear(node, head, seq); seq--) {}
      }
    }
  }

  private boolean hear(SimNode node, Head head, long seq) throws StoreException {
    Entry entry = node.store().read(head.branch(), seq, 1, Integer.MAX_VALUE).get(0).entry();
    if (!heard.add(entry.id())) {
      return false;
    }
    entry.header().block().ifPresent(block -> absorb(block, node));
    forbid(entry.header().epoch(), node);
    return true;
  }

  private void absorb(EpochBlock block, SimNode by) {
    for (Keyring keyring : keyrings.values()) {
      for (EpochId opened : keyring.absorb(block)) {
        givers.computeIfAbsent(keyring.device() + " " + opened, k -> new HashSet<>()).add(by);
      }
    }
  }

  /**
   * Whether somebody gave the device this epoch who knew all that the author knows against it, and
   * more, by which that counts for nothing.
   */
  private boolean isGivenByBetterKnowledge(DeviceId device, EpochId epoch, List<EntryId> because) {
    return givers.getOrDefault(device + " " + epoch, Set.of()).stream()
        .anyMatch(
            giver ->
                giver.replica().membership().isEffective(device)
                    && because.stream().allMatch(giver.replica().graph()::has));
  }

  private void forbid(EpochId epoch, SimNode author) {
    Membership known = author.replica().membership();
    if (!known.isEffective(author.device())) {
      return;
    }
    for (DeviceId device : keyrings.keySet()) {
      Optional<Member> owner = known.memberOf(device);
      if (known.isEffective(device)) {
        broughtBack(device, author);
      } else if (owner.filter(o -> o.state() != Member.State.HELD).isPresent()
          && !isGivenByBetterKnowledge(device, epoch, owner.get().because())) {
        forbidden
            .computeIfAbsent(device, d -> new TreeMap<>())
            .putIfAbsent(epoch, owner.get().because());
      }
    }
  }

  /** Who is in again, although all that spoke against it is known, may read what was written. */
  private void broughtBack(DeviceId device, SimNode author) {
    forbidden
        .getOrDefault(device, new TreeMap<>())
        .values()
        .removeIf(because -> because.stream().allMatch(author.replica().graph()::has));
  }

  /** Fails if someone can read what was written by those who knew them to be out. */
  void check() {
    forbidden.forEach(
        (device, epochs) -> {
          for (EpochId epoch : epochs.keySet()) {
            checks++;
            if (keyrings.get(device).known().contains(epoch)) {
              throw new AssertionError("K1: " + device + " is out and opens " + epoch);
            }
          }
        });
  }
}
