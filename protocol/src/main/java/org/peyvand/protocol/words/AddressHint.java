package org.peyvand.protocol.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of an address hint: {@code HOST:PORT}, an IPv6 host in brackets, without spaces. */
final class AddressHint {
  /** Of an onion name (version 3, 62 characters) with any port. */
  static final int MAX_LENGTH = 68;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?]):([1-9][0-9]{0,4})");
  private static final int MAX_PORT = 65_535;

  private AddressHint() {}

  static boolean isValid(String address) {
    if (address.length() > MAX_LENGTH) {
      return false;
    }
    Matcher matcher = FORM.matcher(address);
    return matcher.matches() && Integer.parseInt(matcher.group(1)) <= MAX_PORT;
  }
}
