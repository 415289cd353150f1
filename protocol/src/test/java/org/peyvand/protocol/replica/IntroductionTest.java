package org.peyvand.protocol.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Membership;
import org.peyvand.protocol.replica.proto.AdmissionProto;
import org.peyvand.protocol.replica.proto.IntroductionProto;

/** Each admits the next; the founder's first guest was away meanwhile. */
class IntroductionTest {
  private final Village village = new Village(31);
  private final List<Villager> line = new ArrayList<>();
  private Villager founder;
  private Villager away;

  @BeforeEach
  void found() throws StoreException {
    founder = village.found("Mina");
    line.add(village.join(founder, "n0"));
    away = village.copy(line.get(0));
  }

  /** Further ones, of whom each was let in by the one before. */
  private void admit(int count) throws StoreException {
    for (int i = 0; i < count; i++) {
      Villager last = line.get(line.size() - 1);
      line.add(village.joinThrough(founder, last, "n" + line.size()));
    }
  }

  private Membership away() {
    return away.replica.membership();
  }

  private Bytes own(int index) throws StoreException {
    return Introduction.own(line.get(index).replica);
  }

  private static IntroductionProto parsed(Bytes introduction) {
    try {
      return IntroductionProto.parseFrom(introduction.view());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes with(Bytes introduction, Consumer<IntroductionProto.Builder> change) {
    IntroductionProto.Builder proto = parsed(introduction).toBuilder();
    change.accept(proto);
    return Bytes.own(proto.build().toByteArray());
  }

  private void assertReads(int index) throws StoreException {
    Bytes introduction = own(index);
    assertTrue(introduction.length() <= Introduction.LIMIT);
    assertEquals(Optional.of(line.get(index).own.keys()), Introduction.read(introduction, away()));
  }

  private static void assertUnread(Bytes introduction, Membership membership) {
    assertEquals(Optional.empty(), Introduction.read(introduction, membership));
  }

  @Test
  void theFounderHasNone() throws StoreException {
    assertEquals(Bytes.EMPTY, Introduction.own(founder.replica));
    assertUnread(Bytes.EMPTY, away());
  }

  @Test
  void whoWasAdmittedByAKnownMemberIsIntroduced() throws StoreException {
    admit(1);
    assertReads(1);
  }

  @Test
  void whoWasAdmittedByAnUnknownMemberIsIntroducedThroughIt() throws StoreException {
    admit(2);
    assertReads(2);
  }

  @Test
  void eightAdmissionsAreFollowedAndNoMore() throws StoreException {
    admit(Introduction.STEPS + 1);
    assertReads(Introduction.STEPS);
    assertUnread(own(Introduction.STEPS + 1), away());
    assertEquals(Introduction.STEPS, parsed(own(Introduction.STEPS + 1)).getAdmissionsCount());

    AdmissionProto ninth = parsed(own(1)).getAdmissions(0);
    Bytes tooMany = with(own(Introduction.STEPS + 1), p -> p.addAdmissions(ninth));
    assertUnread(tooMany, away());
  }

  @Test
  void aGapInTheLineIsRefused() throws StoreException {
    admit(3);
    assertUnread(with(own(3), p -> p.removeAdmissions(1)), away());
    assertUnread(with(own(3), p -> p.removeAdmissions(2)), away());
    assertUnread(with(own(3), p -> p.addAdmissions(1, parsed(bytes(1)).getAdmissions(0))), away());
  }

  private Bytes bytes(int index) {
    try {
      return own(index);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void garbageIsRefused() throws StoreException {
    admit(2);
    Membership membership = away();
    Bytes good = with(own(2), p -> p.removeAdmissions(2));
    assertTrue(Introduction.read(good, membership).isPresent());
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      byte[] garbage = new byte[random.nextInt(Introduction.LIMIT + 2)];
      random.nextBytes(garbage);
      assertUnread(Bytes.own(garbage), membership);
      byte[] flipped = good.toArray();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      assertUnread(Bytes.own(flipped), membership);
      assertUnread(good.slice(0, random.nextInt(good.length())), membership);
    }
  }

  @Test
  void moreBytesThanTheLimitAreRefused() throws StoreException {
    admit(1);
    AdmissionProto filler = parsed(own(1)).getAdmissions(0);
    Bytes grown = own(1);
    while (grown.length() <= Introduction.LIMIT) {
      assertEquals(Optional.of(line.get(1).own.keys()), Introduction.read(grown, away()));
      grown = with(grown, p -> p.addAdmissions(filler));
    }
    assertUnread(grown, away());
  }

  @Test
  void anotherNetworksIntroductionIsRefused() throws StoreException {
    Villager other = village.found("Far");
    Villager guest = village.join(other, "Guest");
    Bytes introduction = Introduction.own(guest.replica);
    assertEquals(
        Optional.of(guest.own.keys()), Introduction.read(introduction, other.replica.membership()));
    assertUnread(introduction, away());
  }

  @Test
  void theKeyOfAnotherBodyOpensNothing() throws StoreException {
    admit(2);
    ByteString other = parsed(own(1)).getAdmissions(0).getBodyKey();
    assertUnread(with(own(2), p -> p.getAdmissionsBuilder(0).setBodyKey(other)), away());
    ByteString shorter = other.substring(1);
    assertUnread(with(own(2), p -> p.getAdmissionsBuilder(0).setBodyKey(shorter)), away());
    assertUnread(
        with(own(2), p -> p.getAdmissionsBuilder(0).setSignature(ByteString.EMPTY)), away());
  }

  @Test
  void whoMayNotAdmitIntroducesNobody() throws StoreException {
    admit(1);
    Villager leaver = line.get(0);
    EntryId leave = leaver.write(new Act.Leave()).last();
    founder.replica.take(leaver.runs());
    assertTrue(founder.replica.graph().has(leave));
    Villager forger = village.join(founder, "Forger");
    Villager outsider = village.found("Outsider");
    Bytes byLeaver = village.admissionBy(leaver, forger.replica, outsider);
    assertUnread(byLeaver, founder.replica.membership());
    Bytes byMember = village.admissionBy(forger, forger.replica, outsider);
    assertEquals(
        Optional.of(outsider.own.keys()),
        Introduction.read(byMember, founder.replica.membership()));
  }
}
