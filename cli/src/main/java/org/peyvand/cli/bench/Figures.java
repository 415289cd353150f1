package org.peyvand.cli.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, by name, in the order in which it is told. */
final class Figures {
  private static final double BYTES_A_MB = 1e6;

  private final Map<String, Object> figures = new LinkedHashMap<>();

  Figures count(String name, long value) {
    figures.put(name, value);
    return this;
  }

  /** A measure to three decimals: more would only be noise. */
  Figures measure(String name, double value) {
    figures.put(name, Math.round(value * 1_000) / 1_000.0);
    return this;
  }

  /** Entries and megabytes of payload in a second. */
  Figures rate(Plan plan, int entries, double seconds) {
    measure("entries_per_s", entries / seconds);
    return measure("mb_per_s", (double) entries * plan.payload() / seconds / BYTES_A_MB);
  }

  Map<String, Object> all() {
    return Collections.unmodifiableMap(figures);
  }
}
