package org.peyvand.protocol.entry;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.proto.HeaderProto;
import org.peyvand.protocol.entry.proto.NewEpochProto;
import org.peyvand.protocol.entry.proto.ParentLinkProto;
import org.peyvand.protocol.entry.proto.SealProto;
import org.peyvand.protocol.entry.proto.SharedEpochProto;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EpochId;

/** Between epoch blocks and their encoding in a header. */
final class BlockCodec {
  private BlockCodec() {}

  static void put(HeaderProto.Builder header, EpochBlock block) {
    if (block instanceof NewEpoch made) {
      header.setNewEpoch(toProto(made));
    } else if (block instanceof SharedEpoch shared) {
      header.setSharedEpoch(toProto(shared));
    } else {
      throw new AssertionError(block);
    }
  }

  static Optional<EpochBlock> get(HeaderProto header) {
    return switch (header.getBlockCase()) {
      case NEW_EPOCH -> Optional.of(toBlock(header.getNewEpoch()));
      case SHARED_EPOCH -> Optional.of(toBlock(header.getSharedEpoch()));
      case BLOCK_NOT_SET -> Optional.empty();
    };
  }

  private static NewEpochProto toProto(NewEpoch block) {
    return NewEpochProto.newBuilder()
        .setGovernanceCommitment(Strict.string(block.governanceCommitment()))
        .setRecordsCommitment(Strict.string(block.recordsCommitment()))
        .addAllSeals(block.seals().stream().map(BlockCodec::toProto).toList())
        .addAllParents(block.parents().stream().map(BlockCodec::toProto).toList())
        .build();
  }

  private static SharedEpochProto toProto(SharedEpoch block) {
    return SharedEpochProto.newBuilder()
        .setEpoch(Strict.string(block.epoch().bytes()))
        .addAllSeals(block.seals().stream().map(BlockCodec::toProto).toList())
        .build();
  }

  private static SealProto toProto(Seal seal) {
    return SealProto.newBuilder()
        .setRecipient(Strict.string(seal.recipient().bytes()))
        .setGovernance(Strict.string(seal.governance()))
        .setRecords(Strict.string(seal.records()))
        .build();
  }

  private static ParentLinkProto toProto(ParentLink link) {
    return ParentLinkProto.newBuilder()
        .setParent(Strict.string(link.parent().bytes()))
        .setGovernance(Strict.string(link.governance()))
        .setRecords(Strict.string(link.records()))
        .build();
  }

  private static NewEpoch toBlock(NewEpochProto proto) {
    return new NewEpoch(
        Strict.bytes(proto.getGovernanceCommitment()),
        Strict.bytes(proto.getRecordsCommitment()),
        seals(proto.getSealsList()),
        proto.getParentsList().stream().map(BlockCodec::toLink).toList());
  }

  private static SharedEpoch toBlock(SharedEpochProto proto) {
    return new SharedEpoch(
        new EpochId(Strict.bytes(proto.getEpoch())), seals(proto.getSealsList()));
  }

  private static List<Seal> seals(List<SealProto> protos) {
    List<Seal> seals = protos.stream().map(BlockCodec::toSeal).toList();
    for (int i = 1; i < seals.size(); i++) {
      Strict.require(
          seals.get(i - 1).recipient().compareTo(seals.get(i).recipient()) < 0,
          Reason.BAD_EPOCH_BLOCK,
          "expected seals ascending by recipient, none twice");
    }
    return seals;
  }

  private static Seal toSeal(SealProto proto) {
    return new Seal(
        new DeviceId(Strict.bytes(proto.getRecipient())),
        Strict.bytes(proto.getGovernance()),
        Strict.bytes(proto.getRecords()));
  }

  private static ParentLink toLink(ParentLinkProto proto) {
    return new ParentLink(
        new EpochId(Strict.bytes(proto.getParent())),
        Strict.bytes(proto.getGovernance()),
        Strict.bytes(proto.getRecords()));
  }
}
