package org.peyvand.protocol.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peyvand.protocol.VectorFiles.hex;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peyvand.protocol.VectorFiles;

class HpkeTest {
  private static final Random RANDOM = new Random(9180);

  /** RFC 9180, appendix A.2.1 (base mode), sequence number 0. */
  @Test
  void rfc9180ExampleIsReproduced() {
    SecretBytes ikmE =
        SecretBytes.own(hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"));
    SecretBytes ikmR =
        SecretBytes.own(hex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df"));
    byte[] info = hex("4f6465206f6e2061204772656369616e2055726e");
    byte[] aad = hex("436f756e742d30");
    byte[] plaintext = hex("4265617574792069732074727574682c20747275746820626561757479");
    AgreementKey recipient = Hpke.deriveKeyPair(ikmR);
    assertArrayEquals(
        hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"),
        recipient.seed().expose());
    assertArrayEquals(
        hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"),
        recipient.publicKey());
    byte[] sealed = Hpke.seal(recipient.publicKey(), ikmE, info, aad, plaintext);
    assertArrayEquals(
        hex(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
                + "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
                + "21993c62ce81883d2dd1b51a28"),
        sealed);
    assertArrayEquals(plaintext, Hpke.open(recipient, info, aad, sealed).orElseThrow());
  }

  @Test
  void wycheproofChaChaSealingsAreReproducedAndForgeriesRefused() throws Exception {
    for (VectorFiles.WycheproofCase vector :
        VectorFiles.wycheproof("chacha20_poly1305_test.json")) {
      if (vector.group().number("ivSize") == 96) {
        checkChaCha(vector);
      }
    }
  }

  private static void checkChaCha(VectorFiles.WycheproofCase vector) {
    VectorFiles.Entry test = vector.test();
    byte[] sealed = join(test.bytes("ct"), test.bytes("tag"));
    byte[] key = test.bytes("key");
    byte[] nonce = test.bytes("iv");
    byte[] aad = test.bytes("aad");
    Optional<byte[]> opened = ChaCha.open(key, nonce, aad, sealed);
    assertEquals(vector.isValid(), opened.isPresent(), vector.toString());
    if (vector.isValid()) {
      assertArrayEquals(test.bytes("msg"), opened.get(), vector.toString());
      assertArrayEquals(sealed, ChaCha.seal(key, nonce, aad, test.bytes("msg")), vector.toString());
    }
  }

  @Test
  void whoKnowsTheKeyingMaterialRecomputesTheSealing() {
    AgreementKey recipient = AgreementKey.generate(HpkeTest::random);
    SecretBytes ikm = SecretBytes.own(random(32));
    byte[] sealed = Hpke.seal(recipient.publicKey(), ikm, random(0), random(0), new byte[48]);
    byte[] again =
        Hpke.seal(
            recipient.publicKey(),
            SecretBytes.copyOf(ikm.expose()),
            random(0),
            random(0),
            new byte[48]);
    assertArrayEquals(sealed, again);
    assertEquals(48 + Hpke.OVERHEAD, sealed.length);
  }

  @Test
  void anyChangeIsRefused() {
    AgreementKey recipient = AgreementKey.generate(HpkeTest::random);
    byte[] info = {1};
    byte[] aad = {2};
    SecretBytes ikm = SecretBytes.own(random(32));
    byte[] sealed = Hpke.seal(recipient.publicKey(), ikm, info, aad, random(16));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertTrue(Hpke.open(recipient, info, aad, changed).isEmpty(), "byte " + i);
      assertTrue(Hpke.open(recipient, info, aad, Arrays.copyOf(sealed, i)).isEmpty());
    }
    AgreementKey other = AgreementKey.generate(HpkeTest::random);
    assertTrue(Hpke.open(other, info, aad, sealed).isEmpty());
    assertTrue(Hpke.open(recipient, aad, aad, sealed).isEmpty());
    assertTrue(Hpke.open(recipient, info, info, sealed).isEmpty());
    assertTrue(Hpke.open(recipient, info, aad, sealed).isPresent());
  }

  @Test
  void anEncapsulatedKeyOfSmallOrderIsRefused() {
    AgreementKey recipient = AgreementKey.generate(HpkeTest::random);
    assertTrue(Hpke.open(recipient, random(0), random(0), new byte[64]).isEmpty());
  }

  @Test
  void anUnusableRecipientOrShortKeyingMaterialIsOurOwnMistake() {
    byte[] none = {};
    SecretBytes ikm = SecretBytes.own(random(32));
    for (int length : new int[] {31, 32, 33}) {
      byte[] unusable = new byte[length];
      assertThrows(
          IllegalArgumentException.class, () -> Hpke.seal(unusable, ikm, none, none, none));
    }
    byte[] recipient = AgreementKey.generate(HpkeTest::random).publicKey();
    SecretBytes shortIkm = SecretBytes.own(random(31));
    assertThrows(
        IllegalArgumentException.class, () -> Hpke.seal(recipient, shortIkm, none, none, none));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
