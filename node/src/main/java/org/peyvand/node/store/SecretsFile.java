package org.peyvand.node.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peyvand.protocol.crypto.Aead;
import org.peyvand.protocol.crypto.Entropy;
import org.peyvand.protocol.crypto.Hkdf;
import org.peyvand.protocol.crypto.SecretBytes;

/**
 * A small sealed map from names to secrets, held in memory and rewritten whole by each change.
 *
 * <p>Kept apart from the store, so that destroying a secret does not wait for RocksDB to forget it.
 * Padded with zeroes to whole blocks of 4,096 bytes, so that its length tells little. Safe for
 * threads.
 */
public final class SecretsFile {
  static final int VERSION = 1;

  private static final int BLOCK = 4096;
  private static final byte[] LABEL = "peyvand/secrets".getBytes(StandardCharsets.UTF_8);

  private final CheckedFile file;
  private final SecretBytes key;
  private final Entropy entropy;
  private Map<String, SecretBytes> secrets = new TreeMap<>();

  private SecretsFile(Path path, SecretBytes dataKey, Entropy entropy) {
    this.file = new CheckedFile(path, "secrets", VERSION);
    this.key = SecretBytes.own(Hkdf.expand(dataKey, LABEL, Aead.KEY_LENGTH));
    this.entropy = entropy;
  }

  /** Makes the file, empty. */
  static SecretsFile create(Path path, SecretBytes dataKey, Entropy entropy) throws HomeException {
    SecretsFile created = new SecretsFile(path, dataKey, entropy);
    created.replace(Map.of());
    return created;
  }

  /**
   * Opens a file that is there.
   *
   * @throws HomeException DAMAGED (also if it is missing), NEWER_VERSION, FOREIGN or FAILED
   */
  static SecretsFile open(Path path, SecretBytes dataKey, Entropy entropy) throws HomeException {
    SecretsFile opened = new SecretsFile(path, dataKey, entropy);
    opened.load();
    return opened;
  }

  public synchronized Set<String> names() {
    return Set.copyOf(secrets.keySet());
  }

  /** A copy of the secret, the caller's to destroy. */
  public synchronized Optional<SecretBytes> get(String name) {
    return Optional.ofNullable(secrets.get(name)).map(s -> SecretBytes.copyOf(s.expose()));
  }

  /** Keeps a copy of the secret, durably when this returns. */
  public synchronized void put(String name, SecretBytes secret) throws HomeException {
    Map<String, SecretBytes> changed = new TreeMap<>(secrets);
    SecretBytes before = changed.put(name, SecretBytes.copyOf(secret.expose()));
    replace(changed);
    if (before != null) {
      before.destroy();
    }
  }

  /** Forgets the secret and overwrites the file that held it. No error if there is none. */
  public synchronized void remove(String name) throws HomeException {
    Map<String, SecretBytes> changed = new TreeMap<>(secrets);
    SecretBytes before = changed.remove(name);
    if (before != null) {
      replace(changed);
      before.destroy();
    }
  }

  /** Writes all secrets to another file, under another data key. */
  synchronized void copyTo(Path other, SecretBytes dataKey) throws HomeException {
    SecretsFile copy = new SecretsFile(other, dataKey, entropy);
    copy.replace(secrets);
    copy.key.destroy();
  }

  /** Whether the other file holds the same secrets. */
  synchronized boolean holdsWhat(SecretsFile other) {
    return secrets.equals(other.secrets);
  }

  synchronized void forget() {
    secrets.values().forEach(SecretBytes::destroy);
    secrets = new TreeMap<>();
    key.destroy();
  }

  private void replace(Map<String, SecretBytes> changed) throws HomeException {
    byte[] plain = encode(changed);
    byte[] nonce = entropy.bytes(Aead.NONCE_LENGTH);
    byte[] sealed = Aead.seal(key.expose(), nonce, LABEL, plain);
    Arrays.fill(plain, (byte) 0);
    byte[] content = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, content, nonce.length, sealed.length);
    if (file.read().isPresent()) {
      file.writeAndErase(content, entropy);
    } else {
      file.write(content);
    }
    secrets = changed;
  }

  private void load() throws HomeException {
    CheckedFile.Reading reading =
        file.read().orElseThrow(() -> trouble(HomeException.Kind.DAMAGED, "no file"));
    if (reading.condition() == CheckedFile.Condition.NEWER) {
      throw trouble(HomeException.Kind.NEWER_VERSION, "a newer format");
    }
    byte[] content = reading.content();
    if (reading.condition() == CheckedFile.Condition.DAMAGED
        || content.length < Aead.NONCE_LENGTH) {
      throw trouble(HomeException.Kind.DAMAGED, "damage");
    }
    byte[] nonce = Arrays.copyOf(content, Aead.NONCE_LENGTH);
    byte[] sealed = Arrays.copyOfRange(content, Aead.NONCE_LENGTH, content.length);
    byte[] plain =
        Aead.open(key.expose(), nonce, LABEL, sealed)
            .orElseThrow(() -> trouble(HomeException.Kind.FOREIGN, "another home's"));
    secrets = decode(plain);
    Arrays.fill(plain, (byte) 0);
  }

  private static byte[] encode(Map<String, SecretBytes> secrets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(secrets.size());
      for (Map.Entry<String, SecretBytes> each : secrets.entrySet()) {
        out.writeUTF(each.getKey());
        out.writeInt(each.getValue().length());
        out.write(each.getValue().expose());
      }
    } catch (IOException e) {
      throw new AssertionError("memory takes any writing", e);
    }
    int blocks = (bytes.size() + BLOCK - 1) / BLOCK;
    byte[] plain = bytes.toByteArray();
    byte[] padded = Arrays.copyOf(plain, blocks * BLOCK);
    Arrays.fill(plain, (byte) 0);
    return padded;
  }

  private Map<String, SecretBytes> decode(byte[] plain) throws HomeException {
    Map<String, SecretBytes> decoded = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        decoded.put(name, SecretBytes.own(in.readNBytes(in.readInt())));
      }
    } catch (IOException e) {
      throw HomeException.of("decoding", file.path(), e);
    }
    return decoded;
  }

  private HomeException trouble(HomeException.Kind kind, String found) {
    return new HomeException(
        kind, "secrets: expected this home's, found " + found + " at " + file.path());
  }
}
