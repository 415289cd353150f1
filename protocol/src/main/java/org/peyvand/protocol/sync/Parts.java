package org.peyvand.protocol.sync;

import java.io.ByteArrayOutputStream;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;

/** Puts together the run that comes in parts. */
final class Parts {
  private ByteArrayOutputStream begun = new ByteArrayOutputStream();

  /** False if its run is longer than any may be. */
  boolean add(Message.Part part) {
    begun.writeBytes(part.content().view());
    return begun.size() <= Limits.FRAME_BYTES;
  }

  /** The run, all parts of which have come. */
  Bytes whole() {
    Bytes whole = Bytes.own(begun.toByteArray());
    begun = new ByteArrayOutputStream();
    return whole;
  }
}
