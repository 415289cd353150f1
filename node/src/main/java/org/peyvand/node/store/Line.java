package org.peyvand.node.store;

import org.peyvand.protocol.id.ChainId;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.Lane;
import org.peyvand.protocol.log.Branch;
import org.peyvand.protocol.log.Head;

/**
 * A branch as the store numbers it.
 *
 * @param number from 0 in the order of coming; short, so that it can stand for the branch on disk
 */
record Line(int number, Head head) {
  private static final int PACKED_LENGTH = 96;

  byte[] packed() {
    Branch branch = head.branch();
    return new Packer(PACKED_LENGTH)
        .number(number)
        .number(branch.chain().lane().number())
        .number(branch.number())
        .number(head.firstSeq())
        .number(head.seq())
        .bytes(branch.chain().device().bytes())
        .bytes(head.id().bytes())
        .packed();
  }

  static Line unpacked(byte[] packed) {
    Unpacker from = new Unpacker(packed);
    int number = from.small();
    Lane lane = Lane.values()[from.small()];
    int branch = from.small();
    long firstSeq = from.number();
    long seq = from.number();
    DeviceId device = new DeviceId(from.bytes(DeviceId.LENGTH));
    EntryId id = new EntryId(from.rest());
    return new Line(
        number, new Head(new Branch(new ChainId(device, lane), branch), firstSeq, seq, id));
  }
}
