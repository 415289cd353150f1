package org.peyvand.protocol.words;

import java.util.List;
import org.peyvand.protocol.id.Bytes;

/**
 * What an invited person is handed, on paper, aloud or as a QR code: the seed of the invite, what
 * binds it to its network, and where the network may be found.
 *
 * <p>As text it is groups of five characters joined by dashes, four of data and a check character
 * (see {@link #parse}). The data, most significant bit first: version (3 bits, now {@value
 * #VERSION}), number of address hints (2 bits), seed, network hash, then each hint as its length (8
 * bits) and its ASCII characters, and zero bits up to the end of the group. Without hints that is
 * 213 bits: 11 groups, 65 characters. With three of the longest hints it is 94 groups.
 *
 * <p>The seed is a secret that lets its bearer ask to join; {@link #toString} leaves it out.
 *
 * @param seed {@value #SEED_LENGTH} bytes
 * @param networkHash {@value #NETWORK_HASH_LENGTH} bytes
 * @param addresses up to {@value #MAX_ADDRESSES} hints {@code HOST:PORT} of at most 68 ASCII
 *     characters; the host is a name, an IPv4 address, or an IPv6 address in brackets
 */
public record InviteCode(Bytes seed, Bytes networkHash, List<String> addresses) {
  public static final int VERSION = 1;
  public static final int SEED_LENGTH = 16;
  public static final int NETWORK_HASH_LENGTH = 10;
  public static final int MAX_ADDRESSES = 3;

  static final int VERSION_BITS = 3;
  static final int COUNT_BITS = 2;

  /**
   * @throws IllegalArgumentException if a length, the number of hints or the form of one is wrong
   */
  public InviteCode {
    Bytes.requireLength(seed, SEED_LENGTH, "seed of an invite");
    Bytes.requireLength(networkHash, NETWORK_HASH_LENGTH, "network hash of an invite");
    addresses = List.copyOf(addresses);
    if (addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "address hints: expected at most 3, found " + addresses.size());
    }
    for (String address : addresses) {
      if (!AddressHint.isValid(address)) {
        throw new IllegalArgumentException(
            "address hint: expected HOST:PORT of at most 68 characters, found " + address);
      }
    }
  }

  /** Whether a code can carry this hint. */
  public static boolean isHint(String address) {
    return AddressHint.isValid(address);
  }

  /** What came of reading a typed code. */
  public sealed interface Parsed permits Valid, Wrong {}

  /** The code as its maker wrote it, as far as the check characters can tell. */
  public record Valid(InviteCode code) implements Parsed {}

  /**
   * Not a code.
   *
   * @param group the group to look at, counted from 1; for a code that is too short, the first
   *     group that is not whole, for one that is too long, the first that is too many
   */
  public record Wrong(Reason reason, int group) implements Parsed {}

  /** Why a typed code was refused. */
  public enum Reason {
    /** A character that no code has, and that is no space, dash, punctuation or invisible one. */
    UNKNOWN_CHARACTER,
    /** The check character does not fit: something in this group is mistyped, or left out. */
    BAD_GROUP,
    TOO_SHORT,
    TOO_LONG,
    /** Made by a version of this program that this one does not know. */
    UNKNOWN_VERSION,
    /** An address hint is not {@code HOST:PORT}; no maker of codes writes that. */
    BAD_ADDRESS,
    /** The bits that fill the last group are not zero; no maker of codes writes that. */
    BAD_ENDING
  }

  /** The code in capitals and digits, groups of five joined by {@code -}. */
  public String text() {
    BitWriter bits = new BitWriter();
    bits.put(VERSION, VERSION_BITS).put(addresses.size(), COUNT_BITS);
    bits.put(seed).put(networkHash);
    for (String address : addresses) {
      bits.put(address.length(), Byte.SIZE).put(Bytes.utf8(address));
    }
    return Groups.text(bits);
  }

  /**
   * Reads what somebody typed or pasted.
   *
   * <p>Forgiven: lower case, O for 0, I and L for 1, Persian and Arabic digits, and any spaces,
   * line breaks, dashes, kashidas, punctuation, control and invisible characters, wherever they
   * stand. Always caught, and its group named: one wrong character in a group, any two characters
   * of a group swapped, two neighbours swapped across a dash, and two groups of the first 32
   * swapped. Other damage to a group is missed with a chance of 1 in 32. The time taken is linear
   * in the length, whatever is typed.
   */
  public static Parsed parse(String typed) {
    return InviteParser.parse(typed);
  }

  @Override
  public String toString() {
    return "InviteCode[networkHash=" + networkHash + ", addresses=" + addresses + "]";
  }
}
