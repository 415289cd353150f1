package org.peyvand.protocol.entry;

import com.google.protobuf.ByteString;
import java.util.List;
import org.peyvand.protocol.entry.proto.EntryRefProto;
import org.peyvand.protocol.id.EntryId;

/** References to other entries inside bodies. */
final class Refs {
  private Refs() {}

  static EntryId entry(EntryRefProto proto) {
    return id(proto.getEntry());
  }

  static EntryId id(ByteString bytes) {
    return new EntryId(Strict.bytes(bytes));
  }

  static List<EntryId> ids(List<ByteString> many, int limit, String what) {
    Strict.require(
        many.size() <= limit,
        Reason.TOO_LARGE,
        what + ": expected at most " + limit + ", found " + many.size());
    return many.stream().map(Refs::id).toList();
  }

  static EntryRefProto of(EntryId id) {
    return EntryRefProto.newBuilder().setEntry(bytes(id)).build();
  }

  static ByteString bytes(EntryId id) {
    return Strict.string(id.bytes());
  }
}
