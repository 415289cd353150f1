package org.peyvand.node;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peyvand.node.store.HomeException;
import org.peyvand.node.store.SecretsFile;
import org.peyvand.node.wire.Proxy;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.crypto.SigningKey;
import org.peyvand.protocol.replica.DeviceSecrets;

/**
 * What the secrets file holds of this device: its keys, its owner's name, its port, its proxy, its
 * starts.
 */
public final class DeviceFile {
  private static final String SIGNING = "device/signing";
  private static final String WIRE = "device/wire";
  private static final String SEALING = "device/sealing";
  private static final String NAME = "device/name";
  private static final String LISTEN = "device/listen";
  private static final String STARTS = "device/starts";
  private static final String PROXY = "device/proxy";
  private static final String TRUSTED = "device/trusted";

  private final SecretsFile file;

  DeviceFile(SecretsFile file) {
    this.file = file;
  }

  void create(DeviceSecrets secrets, String name) throws HomeException {
    file.put(SIGNING, secrets.signing().seed());
    file.put(WIRE, secrets.wire().seed());
    file.put(SEALING, secrets.sealing().seed());
    put(NAME, name);
  }

  /** Whether {@link #create} came to its end: the name is written last. */
  boolean isComplete() {
    return file.get(NAME).isPresent();
  }

  DeviceSecrets secrets() {
    return new DeviceSecrets(
        SigningKey.of(key(SIGNING)), AgreementKey.of(key(WIRE)), AgreementKey.of(key(SEALING)));
  }

  public String name() {
    return text(NAME).orElse("");
  }

  /** HOST:PORT where this node listened last. */
  public Optional<String> listen() {
    return text(LISTEN);
  }

  public void listen(String address) throws HomeException {
    if (!listen().equals(Optional.of(address))) {
      put(LISTEN, address);
    }
  }

  /** What calls to others go through, if anything. */
  public Optional<Proxy> proxy() {
    return text(PROXY).filter(url -> !url.isEmpty()).map(url -> Proxy.parse(url).orElseThrow());
  }

  public void proxy(Optional<Proxy> proxy) throws HomeException {
    if (!proxy().equals(proxy)) {
      put(PROXY, proxy.map(Proxy::toString).orElse(""));
    }
  }

  /** The ids of the local networks that the owner trusts. */
  public Set<String> trusted() {
    return text(TRUSTED)
        .filter(ids -> !ids.isEmpty())
        .map(ids -> Set.of(ids.split(",")))
        .orElse(Set.of());
  }

  public void trusted(Set<String> ids) throws HomeException {
    put(TRUSTED, String.join(",", new TreeSet<>(ids)));
  }

  /**
   * Counts starts; what was returned before is never returned again, whatever crashed.
   *
   * @param more how many at once, 1 or more
   */
  synchronized long nextStart(long more) throws HomeException {
    long start = text(STARTS).map(Long::parseLong).orElse(0L) + more;
    put(STARTS, Long.toString(start));
    return start;
  }

  private SecretBytes key(String name) {
    return file.get(name)
        .orElseThrow(() -> new IllegalStateException("secrets: expected " + name + ", found none"));
  }

  private Optional<String> text(String name) {
    return file.get(name).map(DeviceFile::text);
  }

  private static String text(SecretBytes secret) {
    String text = new String(secret.expose(), StandardCharsets.UTF_8);
    secret.destroy();
    return text;
  }

  private void put(String name, String text) throws HomeException {
    SecretBytes secret = SecretBytes.own(text.getBytes(StandardCharsets.UTF_8));
    file.put(name, secret);
    secret.destroy();
  }
}
