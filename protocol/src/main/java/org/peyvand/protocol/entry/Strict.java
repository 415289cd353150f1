package org.peyvand.protocol.entry;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.function.Function;
import org.peyvand.protocol.id.Bytes;

/**
 * Protobuf without its freedom: one message has one encoding.
 *
 * <p>Protobuf readers accept unknown and repeated fields, any order and overlong numbers; what is
 * signed or hashed must not. So what is unknown is dropped while reading, and a message is good
 * only if writing it again gives the same bytes.
 */
public final class Strict {
  /** Foreign bytes that broke a rule; never leaves the codecs. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    Refused(Reason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  private Strict() {}

  /** Parses canonical bytes and turns the message into a record; whatever is wrong is a reason. */
  public static <M extends Message, T> Decoded<T> decode(
      byte[] bytes, Parser<M> parser, Function<M, T> toRecord) {
    try {
      M message = DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
      if (!Arrays.equals(message.toByteArray(), bytes)) {
        return Decoded.bad(Reason.NOT_CANONICAL, "expected the one canonical encoding");
      }
      return Decoded.good(toRecord.apply(message));
    } catch (InvalidProtocolBufferException e) {
      return Decoded.bad(Reason.MALFORMED, "expected protobuf: " + e.getMessage());
    } catch (Refused e) {
      return Decoded.bad(e.reason(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return Decoded.bad(Reason.MALFORMED, e.getMessage());
    }
  }

  /** A value of an enum from its number on the wire. */
  public static <E> E pick(E[] values, int number, String what) {
    require(number >= 0 && number < values.length, Reason.MALFORMED, what + ": found " + number);
    return values[number];
  }

  /** Text no longer than {@code limit} characters. */
  public static String text(String text, int limit, String what) {
    require(
        text.length() <= limit,
        Reason.TOO_LARGE,
        what + ": expected at most " + limit + " characters, found " + text.length());
    return text;
  }

  public static void require(boolean holds, Reason reason, String detail) {
    if (!holds) {
      throw new Refused(reason, detail);
    }
  }

  public static Bytes bytes(ByteString bytes) {
    return Bytes.own(bytes.toByteArray());
  }

  public static ByteString string(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.view());
  }
}
