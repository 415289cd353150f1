package org.peyvand.protocol.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.NetworkId;

class JoinRequestTest {
  private static final NetworkId NETWORK = new NetworkId(Bytes.own(new byte[32]));

  private final Story story = new Story(7);
  private final Story.Device device = story.device("D");
  private final InviteSeed seed = story.seed();
  private final JoinRequest request = named("سارا\u200cجان");

  private JoinRequest named(String name) {
    return JoinRequest.make(seed, device.signing(), device.keys(), name, NETWORK);
  }

  @Test
  void aRequestIsAuthenticAndComesBackFromItsBytes() {
    assertTrue(request.authentic());
    Bytes bytes = JoinRequestCodec.encode(request);
    assertEquals(Optional.of(request), JoinRequestCodec.decode(bytes));
  }

  @Test
  void aFlippedBitAnywhereIsRefused() {
    byte[] bytes = JoinRequestCodec.encode(request).toArray();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Optional<JoinRequest> decoded = JoinRequestCodec.decode(Bytes.copyOf(bytes));
      assertFalse(decoded.map(JoinRequest::authentic).orElse(false), "bit " + bit);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void unknownFieldsAndTrailingBytesAreRefused() {
    Bytes bytes = JoinRequestCodec.encode(request);
    Bytes unknown = bytes.concat(Bytes.ofHex("4a0100"));
    assertEquals(Optional.empty(), JoinRequestCodec.decode(unknown));
    assertEquals(Optional.empty(), JoinRequestCodec.decode(bytes.concat(bytes)));
    assertEquals(Optional.empty(), JoinRequestCodec.decode(Bytes.EMPTY));
  }

  @Test
  void aNameHasAtMostItsLimit() {
    String longest = "م".repeat(Limits.NAME_CHARS);
    assertTrue(JoinRequestCodec.decode(JoinRequestCodec.encode(named(longest))).isPresent());
    assertThrows(IllegalArgumentException.class, () -> named(longest + "م"));
  }

  @Test
  void aNameHasNoControlCharactersOrDirectionMarks() {
    for (String bad :
        new String[] {"", " ", "a\nb", "a\u0000", "\u202Eevil", "a\u200F", "\u2066"}) {
      assertThrows(IllegalArgumentException.class, () -> named(bad), bad);
    }
  }

  @Test
  void wordsAndIdAreTheSameForTheSameBytesOnly() {
    JoinRequest same = JoinRequestCodec.decode(JoinRequestCodec.encode(request)).orElseThrow();
    assertEquals(request.wordsDigest(), same.wordsDigest());
    assertEquals(request.id(), same.id());
    assertNotEquals(request.wordsDigest(), named("S").wordsDigest());
    assertNotEquals(request.id(), named("S").id());
  }

  @Test
  void aSeedGivesTheSameInviteAgain() {
    InviteSeed again = InviteSeed.of(SecretBytes.copyOf(seed.seed().expose()));
    assertEquals(seed.invite(3, true), again.invite(3, true));
    assertNotEquals(seed.signingPublic(), story.seed().signingPublic());
    assertThrows(
        IllegalArgumentException.class, () -> InviteSeed.of(SecretBytes.own(new byte[17])));
  }
}
