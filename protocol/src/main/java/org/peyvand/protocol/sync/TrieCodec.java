package org.peyvand.protocol.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.sync.proto.TrieNodeProto;
import org.peyvand.protocol.sync.proto.TrieProto;

/** Between nodes of a trie and bytes. */
final class TrieCodec {
  private static final int SUMS_BYTES = Prefix.FAN * Integer.BYTES;
  private static final int POSITION_BYTES = Prefix.POSITION_BITS / 8;

  private TrieCodec() {}

  static TrieProto toProto(Message.Trie trie) {
    return TrieProto.newBuilder()
        .addAllNodes(trie.nodes().stream().map(TrieCodec::toProto).toList())
        .setAnswers(toBytes(trie.answers()))
        .build();
  }

  private static TrieNodeProto toProto(TrieNode node) {
    TrieNodeProto.Builder proto = TrieNodeProto.newBuilder().setPath(node.prefix().path());
    if (node instanceof TrieNode.Inner inner) {
      ByteBuffer sums = ByteBuffer.allocate(SUMS_BYTES);
      inner.sums().forEach(sums::putInt);
      proto.setSums(ByteString.copyFrom(sums.flip()));
    } else if (node instanceof TrieNode.Leaf leaf) {
      proto.setReaches(toBytes(leaf.reaches()));
    }
    return proto.build();
  }

  private static ByteString toBytes(List<Reach> reaches) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (Reach reach : reaches) {
        byte[] position = ByteBuffer.allocate(Long.BYTES).putLong(reach.position()).array();
        out.writeRawBytes(position, Long.BYTES - POSITION_BYTES, POSITION_BYTES);
        out.writeUInt64NoTag(reach.next());
        if (!reach.isNothing()) {
          out.writeRawBytes(ByteBuffer.allocate(Long.BYTES).putLong(reach.check()).array());
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  /**
   * @throws IOException if reaches end too soon
   * @throws IllegalArgumentException if it keeps not to its rules
   */
  static Message.Trie toTrie(TrieProto proto) throws IOException {
    List<TrieNode> nodes = new ArrayList<>();
    long after = 0;
    for (TrieNodeProto node : proto.getNodesList()) {
      TrieNode read = toNode(node);
      if (read.prefix().from() < after) {
        throw new IllegalArgumentException("trie: expected nodes ascending, none in another");
      }
      after = read.prefix().to();
      nodes.add(read);
    }
    return new Message.Trie(nodes, toClaims(proto.getAnswers()));
  }

  private static TrieNode toNode(TrieNodeProto proto) throws IOException {
    Prefix prefix = Prefix.ofPath(proto.getPath());
    if (proto.getSums().isEmpty()) {
      return toLeaf(prefix, toClaims(proto.getReaches()));
    }
    boolean fits = proto.getSums().size() == SUMS_BYTES && prefix.depth() < Prefix.DEEPEST;
    if (!fits || !proto.getReaches().isEmpty()) {
      throw new IllegalArgumentException("trie: expected 16 sums alone, or reaches");
    }
    List<Integer> sums = new ArrayList<>();
    ByteBuffer from = proto.getSums().asReadOnlyByteBuffer();
    while (from.hasRemaining()) {
      sums.add(from.getInt());
    }
    return new TrieNode.Inner(prefix, sums);
  }

  private static TrieNode toLeaf(Prefix prefix, List<Reach> reaches) {
    for (Reach reach : reaches) {
      boolean inside = reach.position() >= prefix.from() && reach.position() < prefix.to();
      if (!inside || reach.isNothing()) {
        throw new IllegalArgumentException("trie: expected heads of the leaf alone");
      }
    }
    return new TrieNode.Leaf(prefix, reaches);
  }

  private static List<Reach> toClaims(ByteString bytes) throws IOException {
    CodedInputStream in = bytes.newCodedInput();
    List<Reach> reaches = new ArrayList<>();
    int ofChain = 0;
    while (!in.isAtEnd()) {
      Reach reach = toReach(in);
      Reach before = reaches.isEmpty() ? Reach.nothing(-1) : reaches.get(reaches.size() - 1);
      boolean same = reach.position() == before.position();
      ofChain = same ? ofChain + 1 : 1;
      boolean ascends = reach.compareTo(before) > 0 && !(same && before.isNothing());
      if (!ascends || ofChain > Limits.LINKED_BRANCHES) {
        throw new IllegalArgumentException("trie: expected reaches ascending, none twice");
      }
      reaches.add(reach);
    }
    return reaches;
  }

  private static Reach toReach(CodedInputStream in) throws IOException {
    long position = 0;
    for (byte part : in.readRawBytes(POSITION_BYTES)) {
      position = position << 8 | part & 0xff;
    }
    long next = in.readRawVarint64();
    if (next < 0) {
      throw new IllegalArgumentException("trie: sequence number out of range");
    }
    return next == 0
        ? Reach.nothing(position)
        : new Reach(position, next, ByteBuffer.wrap(in.readRawBytes(Long.BYTES)).getLong());
  }
}
