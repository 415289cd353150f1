package org.peyvand.protocol.membership;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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

  private static final EpochId NO_EPOCH = EpochId.of(new byte[EpochId.LENGTH]);
  private static final Bytes NO_RANDOM = Bytes.own(new byte[Limits.RANDOM_BYTES]);

  private final Entropy entropy;
  private final Growing graph = new Growing();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<EntryId, Act> acts = new LinkedHashMap<>();
  private final Map<Side, Header> heads = new HashMap<>();
  private final Map<Side, EntryId> tips = new HashMap<>();
  private final Optional<NetworkId> fixed;
  private NetworkId network;
  private int written;

  /** One side of a device that may have been copied; 0 is the first. */
  private record Side(DeviceId device, int number) {}

  public Story(long seed) {
    this(seed, Optional.empty());
  }

  /** A story of this network, whatever its founding entry says: what was signed before fits. */
  public Story(long seed, NetworkId network) {
    this(seed, Optional.of(network));
  }

  private Story(long seed, Optional<NetworkId> fixed) {
    this.fixed = fixed;
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
    return write(author, 0, act, knowing);
  }

  /** From now on a copy of this device goes on after this entry of its own. */
  public void fork(Device device, Fact after) {
    Side copy = new Side(device.id(), 1);
    Entry entry = entries.stream().filter(e -> e.id().equals(after.id())).findFirst().orElseThrow();
    heads.put(copy, entry.header());
    tips.put(copy, entry.id());
  }

  /** Writes as the copy of a forked device. */
  public Fact writeCopy(Device author, Act act, Fact... knowing) {
    return write(author, 1, act, knowing);
  }

  /** Writes what the device's next entry does not follow: on a line of its own. */
  Fact writeAside(Device author, Act act, Fact... knowing) {
    return fact(new Side(author.id(), 0), act, knowing);
  }

  private Fact write(Device author, int number, Act act, Fact... knowing) {
    Side side = new Side(author.id(), number);
    Fact fact = fact(side, act, knowing);
    heads.put(side, entries.get(entries.size() - 1).header());
    tips.put(side, fact.id());
    return fact;
  }

  /** What this side may write next. */
  private Fact fact(Side side, Act act, Fact... knowing) {
    TreeSet<EntryId> links = new TreeSet<>();
    for (Fact fact : knowing) {
      links.add(fact.id());
    }
    Entry entry = new Entry(header(side, links), Bytes.EMPTY, Bytes.EMPTY, nextId());
    network = network == null ? entry.network() : network;
    entries.add(entry);
    acts.put(entry.id(), act);
    return fact(graph, entry);
  }

  private Header header(Side side, TreeSet<EntryId> links) {
    return new Header(
        Optional.ofNullable(network),
        side.device(),
        Lane.GOVERNANCE,
        heads.containsKey(side) ? heads.get(side).seq() + 1 : 0,
        Optional.ofNullable(tips.get(side)),
        List.copyOf(links),
        NO_EPOCH,
        NO_RANDOM,
        Optional.empty());
  }

  private EntryId nextId() {
    if (network == null && fixed.isPresent()) {
      return new EntryId(fixed.get().bytes());
    }
    return EntryId.of(
        Digest.sha256(ByteBuffer.allocate(4).putInt(++written).array(), entropy.bytes(8)));
  }

  private Fact fact(Growing in, Entry entry) {
    return new Fact(in.add(entry), new Body(0, acts.get(entry.id())));
  }

  /** A graph that sees by itself where a chain forks, as a log does. */
  private static final class Growing {
    private final Graph graph = new Graph();
    private final Map<Branch, EntryId> ends = new HashMap<>();

    Point add(Entry entry) {
      ChainId chain = entry.header().chain();
      EntryId previous = entry.header().previous().orElse(null);
      int number = 0;
      while (ends.containsKey(new Branch(chain, number))
          && !ends.get(new Branch(chain, number)).equals(previous)) {
        number++;
      }
      Branch branch = new Branch(chain, number);
      ends.put(branch, entry.id());
      return graph.add(entry, branch);
    }
  }

  /** All facts in the order in which they were written. */
  public List<Fact> facts() {
    return replay(entries);
  }

  /** All facts in a random order in which each comes after its past, from a graph of its own. */
  public List<Fact> shuffled(Random random) {
    List<Entry> left = new ArrayList<>(entries);
    List<Entry> order = new ArrayList<>();
    Set<EntryId> here = new HashSet<>();
    while (!left.isEmpty()) {
      int at = random.nextInt(left.size());
      while (!isReady(left.get(at), here)) {
        at = (at + 1) % left.size();
      }
      Entry taken = left.remove(at);
      order.add(taken);
      here.add(taken.id());
    }
    return replay(order);
  }

  private static boolean isReady(Entry entry, Set<EntryId> here) {
    return here.containsAll(entry.header().links())
        && entry.header().previous().map(here::contains).orElse(true);
  }

  public Membership membership() {
    return Resolver.resolve(network, facts());
  }

  private List<Fact> replay(List<Entry> order) {
    Growing fresh = new Growing();
    return order.stream().map(entry -> fact(fresh, entry)).toList();
  }
}
