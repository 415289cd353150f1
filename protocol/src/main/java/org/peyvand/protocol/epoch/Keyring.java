package org.peyvand.protocol.epoch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.ParentLink;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/**
 * The epochs that this device can open: by seals to it, and from those by the links to their
 * parents. Blocks may come in any order and again.
 *
 * <p>Nothing is taken that does not match the epoch's id, whoever sealed it.
 */
public final class Keyring {
  private final DeviceId device;
  private final List<AgreementKey> keys = new ArrayList<>();
  private final Map<EpochId, EpochSecrets> held = new TreeMap<>();
  private final Map<EpochId, Bytes> recordsCommitments = new HashMap<>();
  private final Map<EpochId, Set<Seal>> seals = new HashMap<>();
  private final Map<EpochId, Set<EpochId>> parents = new HashMap<>();
  private final Map<EpochId, Map<EpochId, Set<ParentLink>>> linksTo = new HashMap<>();

  /**
   * @param key the device's first sealing key
   */
  public Keyring(DeviceId device, AgreementKey key) {
    this.device = device;
    keys.add(key);
  }

  /** The device that holds it. */
  public DeviceId device() {
    return device;
  }

  /** Takes a further sealing key of the device; returns the epochs that this opened. */
  public Set<EpochId> add(AgreementKey renewed) {
    keys.add(0, renewed);
    Set<EpochId> opened = new TreeSet<>();
    for (EpochId epoch : seals.keySet()) {
      if (!holdsRecords(epoch)) {
        opened.addAll(open(epoch, unsealed(epoch, List.of(renewed)).toList()));
      }
    }
    return opened;
  }

  /** Takes what a header tells; returns the epochs that this opened, or opened further. */
  public Set<EpochId> absorb(EpochBlock block) {
    return block instanceof NewEpoch made ? absorbNew(made) : absorbShared((SharedEpoch) block);
  }

  /** Takes secrets that were made or kept here; returns the epochs that this opened. */
  public Set<EpochId> add(EpochSecrets secrets) {
    return open(secrets.id(), List.of(secrets));
  }

  public Optional<EpochSecrets> secrets(EpochId epoch) {
    return Optional.ofNullable(held.get(epoch));
  }

  /** The epochs of which at least the governance secret is held, ascending. */
  public Set<EpochId> known() {
    return Collections.unmodifiableSet(held.keySet());
  }

  /**
   * Takes from another keyring what it knows of the records of the epochs that this block is about:
   * without it governance alone cannot be opened, where that is all that is given.
   */
  public void know(EpochBlock block, Keyring other) {
    Stream<EpochId> epochs =
        block instanceof NewEpoch made
            ? made.parents().stream().map(ParentLink::parent)
            : Stream.of(((SharedEpoch) block).epoch());
    epochs
        .filter(other.recordsCommitments::containsKey)
        .forEach(epoch -> recordsCommitments.put(epoch, other.recordsCommitments.get(epoch)));
  }

  /** Whether the records secret of this epoch is held, and with it all of it. */
  public boolean holdsRecords(EpochId epoch) {
    return secrets(epoch).flatMap(EpochSecrets::records).isPresent();
  }

  private Set<EpochId> absorbNew(NewEpoch made) {
    EpochId epoch = EpochSecrets.idOf(made);
    recordsCommitments.put(epoch, made.recordsCommitment());
    keepOwn(epoch, made.seals());
    for (ParentLink link : made.parents()) {
      parents.computeIfAbsent(epoch, e -> new TreeSet<>()).add(link.parent());
      linksTo
          .computeIfAbsent(link.parent(), p -> new TreeMap<>())
          .computeIfAbsent(epoch, e -> new HashSet<>())
          .add(link);
    }
    Set<EpochId> opened = open(epoch, candidates(epoch));
    for (ParentLink link : made.parents()) {
      opened.addAll(open(link.parent(), candidates(link.parent())));
    }
    return opened;
  }

  private Set<EpochId> absorbShared(SharedEpoch shared) {
    keepOwn(shared.epoch(), shared.seals());
    return open(shared.epoch(), candidates(shared.epoch()));
  }

  private void keepOwn(EpochId epoch, List<Seal> all) {
    all.stream()
        .filter(seal -> seal.recipient().equals(device))
        .forEach(seal -> seals.computeIfAbsent(epoch, e -> new HashSet<>()).add(seal));
  }

  /** Takes the fullest of the candidates, and then whatever that opens in turn. */
  private Set<EpochId> open(EpochId first, Collection<EpochSecrets> candidates) {
    Set<EpochId> opened = new TreeSet<>();
    Deque<EpochId> next = new ArrayDeque<>();
    if (improve(candidates)) {
      opened.add(first);
      next.addAll(parents.getOrDefault(first, Set.of()));
    }
    while (!next.isEmpty()) {
      EpochId epoch = next.pop();
      if (improve(candidates(epoch))) {
        opened.add(epoch);
        next.addAll(parents.getOrDefault(epoch, Set.of()));
      }
    }
    return opened;
  }

  private boolean improve(Collection<EpochSecrets> candidates) {
    boolean improved = false;
    for (EpochSecrets candidate : candidates) {
      EpochSecrets before = held.get(candidate.id());
      if (before == null || before.records().isEmpty() && candidate.records().isPresent()) {
        held.put(candidate.id(), candidate);
        improved = true;
      }
    }
    return improved;
  }

  /**
   * What children and seals give for an epoch; nothing where all of it is held. Children first: no
   * keys have to be agreed on for them.
   */
  private List<EpochSecrets> candidates(EpochId epoch) {
    if (holdsRecords(epoch)) {
      return List.of();
    }
    List<EpochSecrets> byLinks =
        linksTo.getOrDefault(epoch, Map.of()).entrySet().stream()
            .filter(links -> held.containsKey(links.getKey()))
            .flatMap(links -> links.getValue().stream().map(l -> unlink(links.getKey(), l)))
            .flatMap(Optional::stream)
            .toList();
    if (byLinks.stream().anyMatch(secrets -> secrets.records().isPresent())) {
      return byLinks;
    }
    return Stream.concat(byLinks.stream(), unsealed(epoch, keys)).toList();
  }

  private Stream<EpochSecrets> unsealed(EpochId epoch, List<AgreementKey> by) {
    return seals.getOrDefault(epoch, Set.of()).stream()
        .flatMap(seal -> by.stream().map(key -> unseal(epoch, seal, key)))
        .flatMap(Optional::stream);
  }

  private Optional<EpochSecrets> unlink(EpochId child, ParentLink link) {
    Optional<Bytes> commitment = Optional.ofNullable(recordsCommitments.get(link.parent()));
    return ParentLinks.open(held.get(child), link, commitment);
  }

  private Optional<EpochSecrets> unseal(EpochId epoch, Seal seal, AgreementKey key) {
    Optional<SecretBytes> governance = unseal(epoch, Half.GOVERNANCE, seal.governance(), key);
    Optional<EpochSecrets> secrets =
        seal.records().isEmpty()
            ? governance.flatMap(
                g ->
                    Optional.ofNullable(recordsCommitments.get(epoch))
                        .map(c -> EpochSecrets.withoutRecords(g, c)))
            : governance.flatMap(
                g ->
                    unseal(epoch, Half.RECORDS, seal.records(), key)
                        .map(r -> EpochSecrets.of(g, r)));
    return secrets.filter(s -> s.id().equals(epoch));
  }

  private Optional<SecretBytes> unseal(EpochId epoch, Half half, Bytes sealed, AgreementKey key) {
    return HalfSeal.open(epoch, half, device, key, sealed);
  }
}
