package org.peyvand.protocol.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.peyvand.protocol.crypto.Digest;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;
import org.peyvand.protocol.log.Fact;

/**
 * Keys, signed requests and fork proofs for one network that never was: made once, used by every
 * random history, for signing is a thousand times slower than all else.
 */
final class Pool {
  static final NetworkId NETWORK =
      new NetworkId(Bytes.own(Digest.sha256("peyvand/test-pool".getBytes())));

  private static final Story MAKER = new Story(20_260);
  private static final List<Story.Device> DEVICES = new ArrayList<>();
  private static final List<InviteSeed> SEEDS = new ArrayList<>();
  private static final Map<List<Integer>, Bytes> REQUESTS = new ConcurrentHashMap<>();
  private static final Map<Integer, Act.ProveFork> FORKS = new ConcurrentHashMap<>();

  private Pool() {}

  static synchronized Story.Device device(int number) {
    while (DEVICES.size() <= number) {
      DEVICES.add(MAKER.device("p" + DEVICES.size()));
    }
    return DEVICES.get(number);
  }

  static synchronized InviteSeed seed(int number) {
    while (SEEDS.size() <= number) {
      SEEDS.add(MAKER.seed());
    }
    return SEEDS.get(number);
  }

  /** The member that this device makes when it enters by a personal invite. */
  static MemberId member(int device) {
    return MemberIds.of(NETWORK, device(device).id());
  }

  /** A request of this device, signed with the key of this seed. */
  static Bytes request(int seed, int device) {
    return REQUESTS.computeIfAbsent(List.of(seed, device), k -> sign(seed, device));
  }

  private static Bytes sign(int seed, int number) {
    Story.Device device = device(number);
    return JoinRequestCodec.encode(
        JoinRequest.make(seed(seed), device.signing(), device.keys(), device.name(), NETWORK));
  }

  /** A proof, with true signatures, that this device was forked; every other one has a path. */
  static Act.ProveFork fork(int device) {
    return FORKS.computeIfAbsent(
        device,
        d ->
            d % 2 == 0
                ? proof(device(d), 900, id("one of " + d), id("other of " + d))
                : proof(device(d), id("one of " + d), id("other of " + d), path(d)));
  }

  private static List<Bytes> path(int length) {
    return IntStream.range(0, length).mapToObj(step -> id("step " + step).bytes()).toList();
  }

  /** A proof with the signatures exchanged: it proves nothing. */
  static Act.ProveFork forged(int device) {
    Act.ProveFork fork = fork(device);
    return new Act.ProveFork(
        fork.device(),
        fork.forked(),
        fork.seq(),
        fork.one(),
        fork.otherSignature(),
        fork.other(),
        fork.path(),
        fork.oneSignature(),
        List.of());
  }

  private static EntryId id(String name) {
    return EntryId.of(Digest.sha256(name.getBytes()));
  }

  /** What this device signed for one place and two entries. */
  static Act.ProveFork proof(Story.Device device, long seq, EntryId a, EntryId b) {
    EntryId one = a.compareTo(b) < 0 ? a : b;
    EntryId other = one.equals(a) ? b : a;
    return new Act.ProveFork(
        device.id(),
        Lane.GOVERNANCE,
        seq,
        one,
        signature(device, seq, one),
        other,
        List.of(),
        signature(device, seq, other),
        List.of());
  }

  /** What this device signed for place 900 of records, and further on in another line. */
  static Act.ProveFork proof(Story.Device device, EntryId one, EntryId other, List<Bytes> path) {
    EntryId end = other;
    for (Bytes content : path) {
      end = ForkBytes.after(end, content);
    }
    return new Act.ProveFork(
        device.id(),
        Lane.RECORDS,
        900,
        one,
        signature(device, Lane.RECORDS, 900, one),
        other,
        path,
        signature(device, Lane.RECORDS, 900 + path.size(), end),
        List.of());
  }

  private static Bytes signature(Story.Device device, long seq, EntryId id) {
    return signature(device, Lane.GOVERNANCE, seq, id);
  }

  static Bytes signature(Story.Device device, Lane lane, long seq, EntryId id) {
    byte[] message = ForkBytes.signed(NETWORK, device.id(), lane, seq, id);
    return Bytes.own(device.signing().sign(message));
  }

  private static final Map<JoinRequest, Boolean> GENUINE = new ConcurrentHashMap<>();

  /** The resolver, which is told of a request from the pool once whether it is genuine. */
  static MembershipView view() {
    return new MembershipView(
        NETWORK, request -> GENUINE.computeIfAbsent(request, RequestRule::isGenuine));
  }

  /** What these facts come to. */
  static Membership resolve(List<Fact> facts) {
    MembershipView view = view();
    facts.forEach(view::add);
    return view.now();
  }
}
