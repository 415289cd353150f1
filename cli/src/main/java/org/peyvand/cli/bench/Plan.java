package org.peyvand.cli.bench;

/**
 * How much to measure with.
 *
 * @param entries records entries in all
 * @param authors devices that wrote them, in equal parts; the first founded the network
 * @param payload random bytes in each entry
 * @param writers threads of one node that ask at once, where single entries are appended
 */
public record Plan(int entries, int authors, int payload, int writers) {
  /** The options by which they are given. */
  public static final String ENTRIES = "--entries";

  public static final String AUTHORS = "--authors";

  /** How many of the entries one author writes; the founder writes what does not divide. */
  int entriesOf(int author) {
    int each = entries / authors;
    return author == 0 ? entries - each * (authors - 1) : each;
  }
}
