package org.peyvand.protocol.epoch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.peyvand.protocol.crypto.AgreementKey;
import org.peyvand.protocol.crypto.SecretBytes;
import org.peyvand.protocol.entry.DeviceKeys;
import org.peyvand.protocol.entry.EpochBlock;
import org.peyvand.protocol.entry.NewEpoch;
import org.peyvand.protocol.entry.ParentLink;
import org.peyvand.protocol.entry.Seal;
import org.peyvand.protocol.entry.SharedEpoch;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/** Makes epoch blocks, and checks those that others made. Needs the secrets for both. */
public final class EpochSeals {
  private EpochSeals() {}

  /**
   * A block that makes an epoch.
   *
   * @param recipients who shall hold it; each device once, with a sealing key that is accepted by
   *     {@link AgreementKey#accepts}
   * @param parents the epochs that its holders shall be able to read too
   */
  public static NewEpoch create(
      EpochSecrets secrets, Collection<DeviceKeys> recipients, Map<EpochId, EpochSecrets> parents) {
    return new NewEpoch(
        secrets.governanceCommitment(),
        secrets.recordsCommitment(),
        seals(secrets, recipients),
        new TreeMap<>(parents).values().stream().map(parent -> link(secrets, parent)).toList());
  }

  /** A block that gives an epoch to further devices, with the records as far as they are held. */
  public static SharedEpoch share(EpochSecrets secrets, Collection<DeviceKeys> recipients) {
    return new SharedEpoch(secrets.id(), seals(secrets, recipients));
  }

  /**
   * A block that gives all of an epoch to some, and governance alone to others.
   *
   * @param barred who of the recipients may not read the records
   */
  public static SharedEpoch share(
      EpochSecrets secrets, Collection<DeviceKeys> recipients, Set<DeviceId> barred) {
    EpochSecrets governance = secrets.withholdingRecords();
    return new SharedEpoch(
        secrets.id(),
        seals(recipients, keys -> barred.contains(keys.device()) ? governance : secrets));
  }

  /**
   * What is wrong with a block; empty if nothing is. A half that is withheld in the block is not
   * missed, one that is not held here is not checked.
   *
   * @param sealingKeys the sealing keys that a device had named, to any of which one may seal, the
   *     newest first; none where the device is not known: a seal to such a one is no fault of the
   *     block but a {@link Leak}
   */
  public static List<Fault> check(
      EpochSecrets secrets, EpochBlock block, Function<DeviceId, List<Bytes>> sealingKeys) {
    List<Fault> faults = new ArrayList<>();
    List<ParentLink> links = List.of();
    List<Seal> seals;
    EpochId epoch;
    if (block instanceof NewEpoch made) {
      epoch = EpochSecrets.idOf(made);
      seals = made.seals();
      links = made.parents();
    } else {
      SharedEpoch shared = (SharedEpoch) block;
      epoch = shared.epoch();
      seals = shared.seals();
    }
    if (!epoch.equals(secrets.id())) {
      return List.of(new Fault(Fault.Kind.WRONG_EPOCH, Bytes.EMPTY));
    }
    checkOrder(seals.stream().map(Seal::recipient).toList()).ifPresent(faults::add);
    checkOrder(links.stream().map(ParentLink::parent).toList()).ifPresent(faults::add);
    seals.forEach(seal -> checkSeal(secrets, seal, sealingKeys).ifPresent(faults::add));
    links.forEach(link -> checkLink(secrets, link).ifPresent(faults::add));
    return List.copyOf(faults);
  }

  /**
   * Whether a block gives each device that it makes an epoch for both halves: it is for writing
   * both lanes under. One that does not is void for everybody: its header shows it. Records of
   * earlier epochs, and of one that is shared, may be withheld.
   */
  public static boolean isWhole(EpochBlock block) {
    return !(block instanceof NewEpoch made)
        || made.seals().stream().noneMatch(seal -> seal.records().isEmpty());
  }

  private static List<Seal> seals(EpochSecrets secrets, Collection<DeviceKeys> recipients) {
    return seals(recipients, keys -> secrets);
  }

  private static List<Seal> seals(
      Collection<DeviceKeys> recipients, Function<DeviceKeys, EpochSecrets> given) {
    List<Seal> seals =
        recipients.stream()
            .sorted(Comparator.comparing(DeviceKeys::device))
            .map(keys -> seal(given.apply(keys), keys.device(), keys.sealing()))
            .toList();
    if (checkOrder(seals.stream().map(Seal::recipient).toList()).isPresent()) {
      throw new IllegalArgumentException("recipients: expected each device once, found one twice");
    }
    return seals;
  }

  private static Seal seal(EpochSecrets secrets, DeviceId device, Bytes key) {
    return new Seal(
        device,
        sealed(secrets, Half.GOVERNANCE, device, key),
        sealed(secrets, Half.RECORDS, device, key));
  }

  private static Bytes sealed(EpochSecrets secrets, Half half, DeviceId device, Bytes key) {
    return secrets
        .half(half)
        .map(secret -> HalfSeal.seal(secrets.id(), half, secret, device, key))
        .orElse(Bytes.EMPTY);
  }

  private static ParentLink link(EpochSecrets child, EpochSecrets parent) {
    return new ParentLink(
        parent.id(), linked(child, parent, Half.GOVERNANCE), linked(child, parent, Half.RECORDS));
  }

  private static Bytes linked(EpochSecrets child, EpochSecrets parent, Half half) {
    Optional<SecretBytes> key = child.half(half);
    Optional<SecretBytes> secret = parent.half(half);
    return key.isPresent() && secret.isPresent()
        ? HalfLink.seal(half, key.get(), parent.id(), secret.get())
        : Bytes.EMPTY;
  }

  private static Optional<Fault> checkSeal(
      EpochSecrets secrets, Seal seal, Function<DeviceId, List<Bytes>> sealingKeys) {
    DeviceId device = seal.recipient();
    List<Bytes> keys =
        sealingKeys.apply(device).stream().filter(k -> AgreementKey.accepts(k.view())).toList();
    return keys.isEmpty() || keys.stream().anyMatch(key -> isRight(secrets, seal, key))
        ? Optional.empty()
        : Optional.of(new Fault(Fault.Kind.WRONG_SEAL, device.bytes()));
  }

  private static boolean isRight(EpochSecrets secrets, Seal seal, Bytes key) {
    DeviceId device = seal.recipient();
    return isRight(seal.governance(), sealed(secrets, Half.GOVERNANCE, device, key))
        && isRight(seal.records(), sealed(secrets, Half.RECORDS, device, key));
  }

  private static boolean isRight(Bytes found, Bytes expected) {
    return found.isEmpty() || expected.isEmpty() || found.equals(expected);
  }

  private static Optional<Fault> checkLink(EpochSecrets child, ParentLink link) {
    return ParentLinks.isWrong(child, link)
        ? Optional.of(new Fault(Fault.Kind.WRONG_LINK, link.parent().bytes()))
        : Optional.empty();
  }

  private static <T extends Comparable<T>> Optional<Fault> checkOrder(List<T> ids) {
    boolean ascending =
        Stream.iterate(1, i -> i < ids.size(), i -> i + 1)
            .allMatch(i -> ids.get(i - 1).compareTo(ids.get(i)) < 0);
    return ascending
        ? Optional.empty()
        : Optional.of(new Fault(Fault.Kind.NOT_ASCENDING, Bytes.EMPTY));
  }
}
