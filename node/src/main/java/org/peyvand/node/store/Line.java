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
 * @param erased up to which number bodies are given out no more; -1 if none was ever erased
 * @param swept up to which number they are off the disk: what is between is still to be done
 */
record Line(int number, Head head, long erased, long swept) {
  private static final int PACKED_LENGTH = 96;

  Line(int number, Head head) {
    this(number, head, -1, -1);
  }

  Line at(Head moved) {
    return new Line(number, moved, erased, swept);
  }

  Line erasing(long through) {
    return new Line(number, head, Math.max(erased, through), swept);
  }

  Line sweptThrough(long through) {
    return new Line(number, head, erased, through);
  }

  byte[] packed() {
    Branch branch = head.branch();
    Packer into =
        new Packer(PACKED_LENGTH)
            .number(number)
            .number(branch.chain().lane().number())
            .number(branch.number())
            .number(head.firstSeq())
            .number(head.seq())
            .bytes(branch.chain().device().bytes())
            .bytes(head.id().bytes());
    return erased < 0 ? into.packed() : into.number(erased).number(swept + 1).packed();
  }

  static Line unpacked(byte[] packed) {
    Unpacker from = new Unpacker(packed);
    int number = from.small();
    Lane lane = Lane.values()[from.small()];
    int branch = from.small();
    long firstSeq = from.number();
    long seq = from.number();
    DeviceId device = new DeviceId(from.bytes(DeviceId.LENGTH));
    EntryId id = new EntryId(from.bytes(EntryId.LENGTH));
    Head head = new Head(new Branch(new ChainId(device, lane), branch), firstSeq, seq, id);
    if (from.isAtEnd()) {
      return new Line(number, head);
    }
    long erased = from.number();
    return new Line(number, head, erased, from.number() - 1);
  }
}
