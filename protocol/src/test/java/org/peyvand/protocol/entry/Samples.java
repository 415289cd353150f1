package org.peyvand.protocol.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.id.NetworkId;

/** One of everything that can be encoded. */
final class Samples {
  private static final Random RANDOM = new Random(5);

  private Samples() {}

  static Bytes bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Bytes.own(bytes);
  }

  static EntryId id() {
    return new EntryId(bytes(EntryId.LENGTH));
  }

  /** Ascending, as links have to be. */
  static List<EntryId> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> id()).sorted().toList();
  }

  static DeviceKeys keys() {
    return new DeviceKeys(new DeviceId(bytes(DeviceId.LENGTH)), bytes(32), bytes(32));
  }

  static FileRef file(long size) {
    return new FileRef("map.png", size, bytes(32), 7, 3);
  }

  static Policy policy() {
    return new Policy(Role.STEWARD, Role.MEMBER, Role.NEWCOMER, 50, Policy.Tellers.ALL_MEMBERS);
  }

  static DeviceId device() {
    return new DeviceId(bytes(DeviceId.LENGTH));
  }

  static MemberId member() {
    return new MemberId(bytes(MemberId.LENGTH));
  }

  static Act fork(int path) {
    List<Bytes> steps = Stream.generate(() -> bytes(32)).limit(path).toList();
    return new Act.ProveFork(
        device(), Lane.RECORDS, 7, id(), bytes(64), id(), steps, bytes(64), List.of(pin()));
  }

  static Pin pin() {
    return new Pin(device(), 12, id());
  }

  static Act power(Effect effect) {
    return new Act.Propose("t", "", "threshold", List.of(), Optional.of(effect));
  }

  /** Every act, and those with optional parts both ways. */
  static List<Act> acts() {
    return List.of(
        new Act.Genesis("Garden", Purpose.ALLIANCE, policy(), "Mina", keys()),
        new Act.Invite(bytes(32), bytes(32), 3, true),
        new Act.RevokeInvite(id()),
        new Act.Admit(id(), bytes(300), true),
        new Act.Leave(),
        new Act.Gather(),
        new Act.NewKey(bytes(32)),
        new Act.Propose("آب", "متن", "majority", List.of("a", "b")),
        new Act.Vouch(id()),
        new Act.Retire(device(), List.of(pin(), pin())),
        new Act.Suspend(member(), "why", List.of(pin())),
        fork(0),
        fork(3),
        new Act.Enact(id(), List.of()),
        new Act.Enact(id(), List.of(pin()), List.of(new SignedPin(pin(), bytes(64)))),
        new Act.Adopt(pin()),
        new Act.Invite(bytes(32), bytes(32), 1, true, Optional.of(member())),
        new Act.Invite(bytes(32), bytes(32), 1, false).expiringAfter(10),
        power(new Effect.Expel(member())),
        power(new Effect.Reinstate(member())),
        power(new Effect.GrantRole(member(), Role.STEWARD)),
        power(new Effect.EndRole(member(), Role.NEWCOMER)),
        power(new Effect.RetireDevice(device())),
        power(new Effect.SetPolicy(Policy.Key.POWER, 67)),
        power(new Effect.CutHistory()),
        power(new Effect.Recover(List.of(member()), List.of(id()))),
        power(new Effect.Recover(List.of(), ids(2))),
        new Act.Ballot(id(), "agree", "because"),
        new Act.Close(id(), 2, ids(3)),
        new Act.Close(id(), 1, List.of()),
        new Act.Acknowledge(id()),
        new Act.Confirm(id()),
        new Act.NextRound(id(), 1),
        new Act.Withdraw(id()),
        new Act.AddResource("note", "t", "x", List.of("tag"), Optional.empty()),
        new Act.AddResource("file", "t", "x", List.of(), Optional.of(file(99))),
        new Act.EditResource(id(), ids(2), "t", "x", List.of("a", "b")),
        new Act.Chunk(bytes(1_000)));
  }

  static Header header(Lane lane, long seq, int links, Optional<EpochBlock> block) {
    return new Header(
        Optional.of(new NetworkId(bytes(NetworkId.LENGTH))),
        new DeviceId(bytes(DeviceId.LENGTH)),
        lane,
        seq,
        seq == 0 ? Optional.empty() : Optional.of(id()),
        ids(links),
        new EpochId(bytes(EpochId.LENGTH)),
        bytes(Limits.RANDOM_BYTES),
        block);
  }

  static Seal seal(int first) {
    byte[] recipient = bytes(DeviceId.LENGTH).toArray();
    recipient[0] = (byte) first;
    Bytes records = first % 2 == 0 ? Bytes.EMPTY : bytes(Seal.LENGTH);
    return new Seal(new DeviceId(Bytes.own(recipient)), bytes(Seal.LENGTH), records);
  }

  static NewEpoch newEpoch() {
    List<ParentLink> parents =
        List.of(
            new ParentLink(
                new EpochId(bytes(EpochId.LENGTH)),
                bytes(ParentLink.LENGTH),
                bytes(ParentLink.LENGTH)));
    return new NewEpoch(bytes(32), bytes(32), List.of(seal(1), seal(2)), parents);
  }

  static SharedEpoch sharedEpoch() {
    return new SharedEpoch(new EpochId(bytes(EpochId.LENGTH)), List.of(seal(3)));
  }

  static List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      headers.add(header(lane, 0, 0, Optional.empty()));
      headers.add(header(lane, 300, 5, Optional.empty()));
      headers.add(header(lane, Long.MAX_VALUE, 16, Optional.of(newEpoch())));
      headers.add(header(lane, 1, 0, Optional.of(sharedEpoch())));
    }
    return headers;
  }
}
