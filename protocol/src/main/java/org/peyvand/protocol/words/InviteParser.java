package org.peyvand.protocol.words;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.words.InviteCode.Parsed;
import org.peyvand.protocol.words.InviteCode.Reason;
import org.peyvand.protocol.words.InviteCode.Valid;
import org.peyvand.protocol.words.InviteCode.Wrong;

/** Reads one typed code: characters to symbols, groups to bits, bits to an invite. */
final class InviteParser {
  private static final int MAX_BITS =
      InviteCode.VERSION_BITS
          + InviteCode.COUNT_BITS
          + Byte.SIZE * (InviteCode.SEED_LENGTH + InviteCode.NETWORK_HASH_LENGTH)
          + Byte.SIZE * InviteCode.MAX_ADDRESSES * (1 + AddressHint.MAX_LENGTH);
  private static final int MAX_GROUPS = (MAX_BITS + Groups.DATA_BITS - 1) / Groups.DATA_BITS;

  private final int groups;
  private final BitReader bits;

  private InviteParser(int[] symbols) {
    this.groups = symbols.length / Groups.LENGTH;
    this.bits = new BitReader(Groups.data(symbols));
  }

  static Parsed parse(String typed) {
    int[] symbols = new int[MAX_GROUPS * Groups.LENGTH];
    int count = 0;
    for (int at = 0; at < typed.length(); at += Character.charCount(typed.codePointAt(at))) {
      int symbol = Symbols.of(typed.codePointAt(at));
      if (symbol == Symbols.UNKNOWN) {
        return new Wrong(Reason.UNKNOWN_CHARACTER, count / Groups.LENGTH + 1);
      }
      if (symbol == Symbols.NOTHING) {
        continue;
      }
      if (count == symbols.length) {
        return new Wrong(Reason.TOO_LONG, MAX_GROUPS + 1);
      }
      symbols[count++] = symbol;
    }
    return parse(Arrays.copyOf(symbols, count));
  }

  private static Parsed parse(int[] symbols) {
    int bad = Groups.firstBad(symbols);
    if (bad > 0) {
      return new Wrong(Reason.BAD_GROUP, bad);
    }
    if (symbols.length == 0 || symbols.length % Groups.LENGTH != 0) {
      return new Wrong(Reason.TOO_SHORT, symbols.length / Groups.LENGTH + 1);
    }
    return new InviteParser(symbols).invite();
  }

  private Parsed invite() {
    if (bits.next(InviteCode.VERSION_BITS) != InviteCode.VERSION) {
      return new Wrong(Reason.UNKNOWN_VERSION, 1);
    }
    int hints = bits.next(InviteCode.COUNT_BITS);
    if (!has(InviteCode.SEED_LENGTH + InviteCode.NETWORK_HASH_LENGTH)) {
      return tooShort();
    }
    Bytes seed = bits.nextBytes(InviteCode.SEED_LENGTH);
    Bytes networkHash = bits.nextBytes(InviteCode.NETWORK_HASH_LENGTH);
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < hints; i++) {
      Optional<Wrong> wrong = readAddress(addresses);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    return ending(new InviteCode(seed, networkHash, addresses));
  }

  private Optional<Wrong> readAddress(List<String> addresses) {
    int group = bits.position() / Groups.DATA_BITS + 1;
    if (!has(1)) {
      return Optional.of(tooShort());
    }
    int length = bits.next(Byte.SIZE);
    if (length > AddressHint.MAX_LENGTH) {
      return Optional.of(new Wrong(Reason.BAD_ADDRESS, group));
    }
    if (!has(length)) {
      return Optional.of(tooShort());
    }
    String address = new String(bits.nextBytes(length).view(), StandardCharsets.US_ASCII);
    if (!AddressHint.isValid(address)) {
      return Optional.of(new Wrong(Reason.BAD_ADDRESS, group));
    }
    addresses.add(address);
    return Optional.empty();
  }

  private Parsed ending(InviteCode code) {
    int rest = groups * Groups.DATA_BITS - bits.position();
    if (rest >= Groups.DATA_BITS) {
      return new Wrong(Reason.TOO_LONG, groups - rest / Groups.DATA_BITS + 1);
    }
    return bits.next(rest) == 0 ? new Valid(code) : new Wrong(Reason.BAD_ENDING, groups);
  }

  /** Whether so many bytes are left: the bits that fill the last byte are fewer than a byte. */
  private boolean has(int bytes) {
    return groups * Groups.DATA_BITS - bits.position() >= bytes * Byte.SIZE;
  }

  private Wrong tooShort() {
    return new Wrong(Reason.TOO_SHORT, groups + 1);
  }
}
