package org.peyvand.protocol.sync;

import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;

/** A run that is sent in parts, so that what is more urgent can go between them. */
final class PartedRun {
  /** A part is no large frame. */
  static final int MOST_PART_BYTES = 48 * 1024;

  private final Flights.Flight flight;
  private final int entries;
  private final Bytes encoded;
  private int at;

  PartedRun(Flights.Flight flight, int entries, Bytes encoded) {
    this.flight = flight;
    this.entries = entries;
    this.encoded = encoded;
  }

  int entries() {
    return entries;
  }

  Flights.Flight flight() {
    return flight;
  }

  /** How long the next part is, if pieces have this length. */
  int next(int piece) {
    int part = Math.max(Limits.PART_BYTES, Math.min(piece, MOST_PART_BYTES));
    return Math.min(part, encoded.length() - at);
  }

  boolean isLast(int length) {
    return at + length == encoded.length();
  }

  Bytes take(int length) {
    Bytes part = encoded.slice(at, at + length);
    at += length;
    return part;
  }
}
