package org.peyvand.protocol.membership;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Body;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.Entry;
import org.peyvand.protocol.entry.Header;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Purpose;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Fact;
import org.peyvand.protocol.log.Graph;
import org.peyvand.protocol.log.Point;

/** A history in the making: people with real keys who write while knowing what they are told. */
public final class Story {
  /** Someone's device. */
  public record Device(String name, SigningKey signing, AgreementKey sealing, DeviceKeys keys) {
    public DeviceId id() {
      return keys.device();
    }
  }

  private final Entropy entropy;
  private final Graph graph = new Graph();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<EntryId, Act> acts = new LinkedHashMap<>();
  private final Map<DeviceId, EntryId> heads = new HashMap<>();
  private final Map<DeviceId, Long> next = new HashMap<>();
  private NetworkId network;
  private int written;

  public Story(long seed) {
    Random random = new Random(seed);
    this.entropy =
        count -> {
          byte[] bytes = new byte[count];
          random.nextBytes(bytes);
          return bytes;
        };
  }

  public Entropy entropy() {
    return entropy;
  }

  public NetworkId network() {
    return network;
  }

  public Device device(String name) {
    SigningKey signing = SigningKey.generate(entropy);
    AgreementKey sealing = AgreementKey.generate(entropy);
    AgreementKey wire = AgreementKey.generate(entropy);
    DeviceKeys keys =
        new DeviceKeys(
            new DeviceId(Bytes.own(signing.publicKey())),
            Bytes.own(wire.publicKey()),
            Bytes.own(sealing.publicKey()));
    return new Device(name, signing, sealing, keys);
  }

  public Fact found(Device founder, Policy policy) {
    return write(
        founder,
        new Act.Genesis("net", Purpose.INFORMATION, policy, founder.name(), founder.keys()));
  }

  public Fact found(Device founder) {
    return found(founder, PolicyByPurpose.of(Purpose.INFORMATION));
  }

  /** An admission of this device, whatever it is worth. */
  public Act.Admit yes(Fact invite, InviteSeed seed, Device joiner) {
    JoinRequest request =
        JoinRequest.make(seed, joiner.signing(), joiner.keys(), joiner.name(), network);
    return new Act.Admit(invite.id(), JoinRequestCodec.encode(request), true);
  }

  public InviteSeed seed() {
    return InviteSeed.generate(entropy);
  }

  /** Invites and admits, by one author. */
  public Fact bringIn(Device author, Device joiner, Fact... knowing) {
    InviteSeed seed = seed();
    Fact invite = write(author, seed.invite(1, false), knowing);
    return write(author, yes(invite, seed, joiner));
  }

  /** Writes an act that knows the author's own chain and these facts. */
  public Fact write(Device author, Act act, Fact... knowing) {
    TreeSet<EntryId> links = new TreeSet<>();
    for (Fact fact : knowing) {
      links.add(fact.id());
    }
    Optional<EntryId> previous = Optional.ofNullable(heads.get(author.id()));
    EntryId id =
        EntryId.of(
            Digest.sha256(ByteBuffer.allocate(4).putInt(++written).array(), entropy.bytes(8)));
    Header header =
        new Header(
            Optional.ofNullable(network),
            author.id(),
            Lane.GOVERNANCE,
            next.merge(author.id(), 1L, Long::sum) - 1,
            previous,
            List.copyOf(links),
            EpochId.of(new byte[EpochId.LENGTH]),
            Bytes.own(new byte[Limits.RANDOM_BYTES]),
            Optional.empty());
    Entry entry = new Entry(header, Bytes.EMPTY, Bytes.EMPTY, id);
    network = network == null ? entry.network() : network;
    heads.put(author.id(), id);
    entries.add(entry);
    acts.put(id, act);
    return fact(graph, entry);
  }

  private Fact fact(Graph in, Entry entry) {
    Branch branch = Branch.main(new ChainId(entry.header().device(), Lane.GOVERNANCE));
    Point point = in.add(entry, branch);
    return new Fact(point, new Body(0, acts.get(entry.id())));
  }

  /** All facts in the order in which they were written. */
  public List<Fact> facts() {
    return replay(entries);
  }

  /** All facts in a random order in which each comes after its past, from a graph of its own. */
  public List<Fact> shuffled(Random random) {
    List<Entry> left = new ArrayList<>(entries);
    List<Entry> order = new ArrayList<>();
    TreeSet<EntryId> here = new TreeSet<>();
    while (!left.isEmpty()) {
      List<Entry> ready =
          left.stream()
              .filter(
                  e ->
                      here.containsAll(e.header().links())
                          && e.header().previous().map(here::contains).orElse(true))
              .toList();
      Entry taken = ready.get(random.nextInt(ready.size()));
      left.remove(taken);
      order.add(taken);
      here.add(taken.id());
    }
    return replay(order);
  }

  public Membership membership() {
    return Resolver.resolve(network, facts());
  }

  private List<Fact> replay(List<Entry> order) {
    Graph fresh = new Graph();
    return order.stream().map(entry -> fact(fresh, entry)).toList();
  }
}
