package org.peyvand.protocol.membership;

/** Three-valued logic (Kleene's): what is not yet decided stays unknown unless it cannot matter. */
enum Truth {
  NO,
  UNKNOWN,
  YES;

  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth not() {
    return values()[YES.ordinal() - ordinal()];
  }
}
