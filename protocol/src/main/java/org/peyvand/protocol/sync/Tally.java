package org.peyvand.protocol.sync;

/**
 * What a session has moved so far. Bytes are those of frames, before padding and sealing.
 *
 * @param roundTrips how often this side waited for the other before entries could flow: 1 where the
 *     roots were equal, one more for each comparison of heads
 */
public record Tally(
    long sentEntries,
    long receivedEntries,
    long sentFrames,
    long receivedFrames,
    long sentBytes,
    long receivedBytes,
    int roundTrips) {
  static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0);

  Tally sent(int entries, int bytes) {
    return new Tally(
        sentEntries + entries,
        receivedEntries,
        sentFrames + 1,
        receivedFrames,
        sentBytes + bytes,
        receivedBytes,
        roundTrips);
  }

  Tally receivedFrame(int bytes) {
    return new Tally(
        sentEntries,
        receivedEntries,
        sentFrames,
        receivedFrames + 1,
        sentBytes,
        receivedBytes + bytes,
        roundTrips);
  }

  Tally receivedEntries(int entries) {
    return new Tally(
        sentEntries,
        receivedEntries + entries,
        sentFrames,
        receivedFrames,
        sentBytes,
        receivedBytes,
        roundTrips);
  }

  Tally roundTrip() {
    return new Tally(
        sentEntries,
        receivedEntries,
        sentFrames,
        receivedFrames,
        sentBytes,
        receivedBytes,
        roundTrips + 1);
  }
}
