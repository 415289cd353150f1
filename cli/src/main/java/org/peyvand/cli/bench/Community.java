package org.peyvand.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.cli.demo.TemporaryHome;
import org.peyvand.node.group.Group;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.InviteSeed;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.membership.JoinRequestCodec;
import org.peyvand.protocol.membership.PolicyByPurpose;
import org.peyvand.protocol.replica.DeviceSecrets;
import org.peyvand.protocol.sync.Run;

/**
 * A network for a measurement: a founder's home that holds everything, a reader's home that holds
 * lane 0, and authors whose devices are nowhere on the disk.
 */
final class Community {
  /** Entries that are written and made durable in one piece. */
  static final int GROUP = 1_000;

  private static final long NOW_MS = 1_700_000_000_000L;

  private final TemporaryHome homes;
  private final Plan plan;
  private final Path founder;
  private final Path reader;
  private final List<Author> authors = new ArrayList<>();

  private Community(TemporaryHome homes, Plan plan) throws IOException {
    this.homes = homes;
    this.plan = plan;
    this.founder = homes.home("founder");
    this.reader = homes.home("reader");
  }

  /** Founds, admits and writes; neither home is held afterwards. */
  static Community make(TemporaryHome homes, Plan plan) throws IOException, HomeException {
    Community community = new Community(homes, plan);
    try (OpenHome home = community.openFounder()) {
      Group group = found(home);
      NetworkId network = group.network();
      community.gather(home, group, network);
      for (int author = 0; author < plan.authors(); author++) {
        community.write(home, author, plan.entriesOf(author));
      }
    }
    return community;
  }

  /** Founds a network of one. */
  static Group found(OpenHome home) throws IOException {
    Act.Genesis genesis =
        new Act.Genesis(
            "Bench",
            Purpose.INFORMATION,
            PolicyByPurpose.of(Purpose.INFORMATION),
            "founder",
            home.node().own().keys());
    return home.ask(() -> home.node().groups().found(genesis));
  }

  Path founder() {
    return founder;
  }

  Path reader() {
    return reader;
  }

  OpenHome openFounder() throws IOException {
    return OpenHome.open(founder, homes.passphrase());
  }

  OpenHome openReader() throws IOException {
    return OpenHome.open(reader, homes.passphrase());
  }

  /** An author writes some entries, which the founder's home takes. */
  void write(OpenHome home, int author, int entries) throws IOException {
    Group group = home.group();
    for (int left = entries; left > 0; left -= GROUP) {
      List<Act> acts = home.chunks(Math.min(left, GROUP), plan.payload());
      home.ask(
          () ->
              author == 0
                  ? group.write(acts)
                  : group.take(authors.get(author - 1).write(acts, NOW_MS)));
    }
  }

  /** Records entries that the reader holds. */
  int arrived() throws IOException {
    try (OpenHome home = openReader()) {
      Group group = home.group();
      return home.ask(
          () ->
              group.replica().store().heads().stream()
                  .filter(head -> head.branch().chain().lane() == Lane.RECORDS)
                  .mapToInt(head -> Math.toIntExact(head.seq() - head.firstSeq() + 1))
                  .sum());
    }
  }

  /** Admits everybody; they hold lane 0 afterwards. */
  private void gather(OpenHome home, Group group, NetworkId network) throws IOException {
    Entropy entropy = home.node().entropy();
    try (OpenHome other = openReader()) {
      List<DeviceSecrets> devices = new ArrayList<>();
      for (int author = 1; author < plan.authors(); author++) {
        devices.add(DeviceSecrets.generate(entropy));
      }
      List<Run> governance =
          home.ask(
              () -> {
                InviteSeed seed = InviteSeed.generate(entropy);
                int uses = Math.min(plan.authors(), Limits.INVITE_USES);
                EntryId invite = group.write(seed.invite(uses, false)).last();
                admit(group, seed, invite, other.node().own(), "reader");
                for (DeviceSecrets device : devices) {
                  admit(group, seed, invite, device, "author " + authors.size());
                }
                return Author.runs(group.replica().store(), Lane.GOVERNANCE, 0);
              });
      other.ask(() -> other.node().groups().enter(network, governance));
      for (DeviceSecrets device : devices) {
        authors.add(home.ask(() -> Author.enter(device, network, governance, entropy)));
      }
    }
  }

  private static void admit(
      Group group, InviteSeed seed, EntryId invite, DeviceSecrets device, String name)
      throws StoreException {
    group.write(admission(group, seed, invite, device, name));
  }

  /** What lets a device in. */
  static Act admission(
      Group group, InviteSeed seed, EntryId invite, DeviceSecrets device, String name) {
    JoinRequest request =
        JoinRequest.make(seed, device.signing(), device.keys(), name, group.network());
    return new Act.Admit(invite, JoinRequestCodec.encode(request), true);
  }
}
