package org.peyvand.protocol.epoch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.ParentLink;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.membership.Story;

class SealsTest {
  private final Story story = new Story(21);
  private final Story.Device anna = story.device("Anna");
  private final Story.Device bob = story.device("Bob");
  private final Story.Device eve = story.device("Eve");
  private final EpochSecrets parent = EpochSecrets.generate(story.entropy());
  private final EpochSecrets child = EpochSecrets.generate(story.entropy());
  private final NewEpoch made =
      EpochSeals.create(child, List.of(anna.keys(), bob.keys()), Map.of(parent.id(), parent));
  private final Function<DeviceId, List<Bytes>> directory =
      id ->
          List.of(anna, bob, eve).stream()
              .filter(d -> d.id().equals(id))
              .map(d -> d.keys().sealing())
              .toList();

  private static Keyring keyring(Story.Device device) {
    return new Keyring(device.id(), device.sealing());
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.own(flipped);
  }

  private NewEpoch with(List<Seal> seals, List<ParentLink> links) {
    return new NewEpoch(made.governanceCommitment(), made.recordsCommitment(), seals, links);
  }

  @Test
  void eachRecipientOpensTheEpochAndItsParentAndNobodyElseDoes() {
    for (Story.Device device : List.of(anna, bob)) {
      Keyring keyring = keyring(device);
      assertEquals(Set.of(child.id(), parent.id()), keyring.absorb(made));
      assertEquals(parent.records(), keyring.secrets(parent.id()).orElseThrow().records());
      assertEquals(Set.of(), keyring.absorb(made));
    }
    assertEquals(Set.of(), keyring(eve).absorb(made));
  }

  @Test
  void blocksOpenInAnyOrder() {
    List<EpochSecrets> chain = new ArrayList<>();
    List<EpochBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      EpochSecrets next = EpochSecrets.generate(story.entropy());
      Map<EpochId, EpochSecrets> before =
          i == 0 ? Map.of() : Map.of(chain.get(i - 1).id(), chain.get(i - 1));
      blocks.add(EpochSeals.create(next, List.of(anna.keys()), before));
      chain.add(next);
    }
    blocks.add(EpochSeals.share(chain.get(5), List.of(bob.keys())));
    for (long seed = 0; seed < 30; seed++) {
      Collections.shuffle(blocks, new Random(seed));
      Keyring keyring = keyring(bob);
      blocks.forEach(keyring::absorb);
      assertEquals(6, keyring.known().size(), "seed " + seed);
    }
  }

  @Test
  void aRightBlockHasNoFaultsAndOneRightValue() {
    assertEquals(List.of(), EpochSeals.check(child, made, directory));
    NewEpoch again =
        EpochSeals.create(child, List.of(bob.keys(), anna.keys()), Map.of(parent.id(), parent));
    assertEquals(made, again);
    assertEquals(
        List.of(),
        EpochSeals.check(child, EpochSeals.share(child, List.of(eve.keys())), directory));
  }

  @Test
  void aChangedSealIsFound() {
    Seal seal = made.seals().get(0);
    for (int bit = 0; bit < Seal.LENGTH * 8; bit += 7) {
      Seal wrong = new Seal(seal.recipient(), seal.governance(), flip(seal.records(), bit));
      NewEpoch block = with(List.of(wrong, made.seals().get(1)), made.parents());
      assertEquals(
          List.of(new Fault(Fault.Kind.WRONG_SEAL, seal.recipient().bytes())),
          EpochSeals.check(child, block, directory));
    }
  }

  @Test
  void aChangedLinkIsFoundAndOpensNothing() {
    ParentLink link = made.parents().get(0);
    ParentLink wrong = new ParentLink(link.parent(), flip(link.governance(), 5), link.records());
    NewEpoch block = with(made.seals(), List.of(wrong));
    assertEquals(
        List.of(new Fault(Fault.Kind.WRONG_LINK, parent.id().bytes())),
        EpochSeals.check(child, block, directory));
    assertEquals(Set.of(child.id()), keyring(anna).absorb(block));
  }

  @Test
  void secretsThatAreNotTheEpochsAreRefused() {
    NewEpoch mixed =
        new NewEpoch(
            parent.governanceCommitment(), parent.recordsCommitment(), made.seals(), List.of());
    assertEquals(Set.of(), keyring(anna).absorb(mixed));
    assertEquals(Fault.Kind.WRONG_EPOCH, EpochSeals.check(child, mixed, directory).get(0).kind());
  }

  @Test
  void whoIsGivenGovernanceAloneCannotReadRecords() {
    EpochSecrets half = EpochSecrets.withoutRecords(child.governance(), child.recordsCommitment());
    assertEquals(child.id(), half.id());
    Keyring keyring = keyring(eve);
    assertEquals(Set.of(), keyring.absorb(EpochSeals.share(half, List.of(eve.keys()))));
    assertEquals(Set.of(child.id()), keyring.absorb(made));
    NewEpoch founding = EpochSeals.create(parent, List.of(anna.keys()), Map.of());
    assertEquals(Set.of(parent.id()), keyring.absorb(founding));
    assertTrue(keyring.secrets(child.id()).orElseThrow().records().isEmpty());
    assertEquals(
        Set.of(child.id(), parent.id()),
        keyring.absorb(EpochSeals.share(child, List.of(eve.keys()))));
    assertTrue(keyring.secrets(parent.id()).orElseThrow().records().isPresent());
  }

  @Test
  void bodiesComeBackAndAFlippedBitAnywhereFails() {
    Bytes random = Bytes.own(new byte[16]);
    byte[] aad = {1, 2, 3};
    for (Lane lane : Lane.values()) {
      byte[] body = {9, 8, 7};
      Bytes sealed = SealedBodies.seal(child, anna.id(), lane, 4, random, aad, body);
      assertEquals(SealedBodies.sealedLength(body.length), sealed.length());
      assertArrayEquals(
          body, SealedBodies.open(child, anna.id(), lane, 4, random, aad, sealed).orElseThrow());
      for (int bit = 0; bit < sealed.length() * 8; bit++) {
        Bytes bad = flip(sealed, bit);
        assertTrue(SealedBodies.open(child, anna.id(), lane, 4, random, aad, bad).isEmpty());
      }
      assertTrue(SealedBodies.open(parent, anna.id(), lane, 4, random, aad, sealed).isEmpty());
      assertTrue(SealedBodies.open(child, bob.id(), lane, 4, random, aad, sealed).isEmpty());
      assertTrue(SealedBodies.open(child, anna.id(), lane, 5, random, aad, sealed).isEmpty());
      Bytes other = flip(random, 3);
      assertTrue(SealedBodies.open(child, anna.id(), lane, 4, other, aad, sealed).isEmpty());
      byte[] changed = {1, 2, 4};
      assertTrue(SealedBodies.open(child, anna.id(), lane, 4, random, changed, sealed).isEmpty());
    }
  }
}
