package org.peyvand.protocol.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SignedEntry;
import org.peyvand.protocol.epoch.EpochSeals;
import org.peyvand.protocol.epoch.EpochSecrets;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.replica.DeviceSecrets;

/** Epochs that are not what they should be. */
final class Sealing {
  private static final Act GATHER = new Act.Gather();
  private static final int GRINDS = 64;

  private Sealing() {}

  private static EpochSecrets secrets(Villain villain) {
    return EpochSecrets.generate(villain.world.entropy);
  }

  private static Collection<DeviceKeys> everybody(Villain villain) {
    return villain.replica().membership().effectiveDevices().values();
  }

  /** Over the newest that it holds. */
  private static Map<EpochId, EpochSecrets> parents(Villain villain) {
    EpochId newest = villain.replica().epochsNewestFirst().get(0);
    return Map.of(newest, villain.replica().keyring().secrets(newest).orElseThrow());
  }

  /** Makes the epoch, and writes under it. */
  private static void make(Villain villain, EpochSecrets secrets, NewEpoch block)
      throws StoreException {
    SignedEntry makes =
        villain
            .hand(Lane.GOVERNANCE)
            .under(secrets)
            .block(block)
            .act(villain.seed().invite(1, true));
    villain.publish(makes);
    villain.publish(
        villain
            .hand(Lane.RECORDS)
            .links(List.of(makes.entry().id()))
            .under(secrets)
            .act(villain.note()));
  }

  private static NewEpoch with(NewEpoch block, List<Seal> seals) {
    return new NewEpoch(
        block.governanceCommitment(), block.recordsCommitment(), seals, block.parents());
  }

  static void garbled(Villain villain) throws StoreException {
    EpochSecrets secrets = secrets(villain);
    NewEpoch block = EpochSeals.create(secrets, everybody(villain), parents(villain));
    DeviceId victim = villain.somebody().device();
    List<Seal> seals = new ArrayList<>();
    for (Seal seal : block.seals()) {
      byte[] bytes = seal.records().toArray();
      bytes[40] ^= (byte) (seal.recipient().equals(victim) ? 1 : 0);
      seals.add(new Seal(seal.recipient(), seal.governance(), Bytes.own(bytes)));
    }
    make(villain, secrets, with(block, seals));
  }

  static void differentSecrets(Villain villain) throws StoreException {
    EpochSecrets secrets = secrets(villain);
    NewEpoch block = EpochSeals.create(secrets, List.of(), parents(villain));
    List<Seal> seals = new ArrayList<>();
    for (DeviceKeys keys : everybody(villain)) {
      boolean own = keys.device().equals(villain.node.device());
      EpochSecrets its = own ? secrets : secrets(villain);
      seals.addAll(EpochSeals.create(its, List.of(keys), Map.of()).seals());
    }
    make(villain, secrets, with(block, seals));
  }

  /** As a child of the epoch in use, so that whoever looks at descendants gives that up too. */
  static void forOutsider(Villain villain) throws StoreException {
    DeviceSecrets outsider = villain.outsider;
    List<DeviceKeys> recipients = new ArrayList<>(everybody(villain));
    recipients.add(outsider.keys());
    EpochSecrets secrets = secrets(villain);
    make(villain, secrets, EpochSeals.create(secrets, recipients, parents(villain)));
    EpochSecrets known = parents(villain).values().iterator().next();
    villain.publish(
        villain
            .hand(Lane.GOVERNANCE)
            .block(EpochSeals.share(known, List.of(outsider.keys())))
            .act(GATHER));
  }

  static void withoutOne(Villain villain) throws StoreException {
    DeviceId victim = villain.somebody().device();
    List<DeviceKeys> recipients =
        everybody(villain).stream().filter(k -> !k.device().equals(victim)).toList();
    EpochSecrets secrets = secrets(villain);
    make(villain, secrets, EpochSeals.create(secrets, recipients, parents(villain)));
  }

  static void grind(Villain villain) throws StoreException {
    EpochSecrets lowest = secrets(villain);
    for (int i = 0; i < GRINDS; i++) {
      EpochSecrets other = secrets(villain);
      lowest = other.id().compareTo(lowest.id()) < 0 ? other : lowest;
    }
    List<DeviceKeys> recipients = new ArrayList<>(everybody(villain));
    make(villain, lowest, EpochSeals.create(lowest, recipients, parents(villain)));
  }

  static void storm(Villain villain) throws StoreException {
    for (int i = 0; i < 4; i++) {
      EpochSecrets secrets = secrets(villain);
      NewEpoch block = EpochSeals.create(secrets, everybody(villain), parents(villain));
      villain.publish(villain.hand(Lane.GOVERNANCE).under(secrets).block(block).act(GATHER));
    }
  }

  /** Of its first key, so that it goes on reading. */
  static void renewals(Villain villain) throws StoreException {
    for (int i = 0; i < 4; i++) {
      Act renewed = new Act.NewKey(villain.node.own.keys().sealing());
      villain.publish(villain.hand(Lane.GOVERNANCE).act(renewed));
    }
  }
}
