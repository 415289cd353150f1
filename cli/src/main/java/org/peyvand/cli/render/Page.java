package org.peyvand.cli.render;

import java.time.ZoneId;
import java.util.List;

/**
 * Lines of words. A code, id, path or command always stands alone on its line, for a line that
 * mixes directions is shown in a different order by every terminal.
 */
public final class Page {
  /** How much a page may use: what a person's terminal shows, or words alone. */
  public enum Look {
    /** A terminal: tables and pictures. */
    RICH,
    /** A terminal without blocks to draw with: tables, and pictures of signs. */
    SIGNS,
    /** A pipe: tables, no pictures. */
    PLAIN_TEXT,
    /** Read aloud: sentences only. */
    ALOUD
  }

  private static final int SHORT_ID = 8;

  private final Messages messages;
  private final Look look;
  private final ZoneId zone;
  private final StringBuilder lines = new StringBuilder();

  public Page(Messages messages, Look look, ZoneId zone) {
    this.messages = messages;
    this.look = look;
    this.zone = zone;
  }

  Messages messages() {
    return messages;
  }

  /** A sentence. */
  Page say(String key, Object... arguments) {
    return line(messages.text(key, arguments));
  }

  /** A sentence where there is something to say. */
  Page sayIf(boolean something, String key, Object... arguments) {
    return something ? say(key, arguments) : this;
  }

  /** Something to copy, alone on its line. */
  Page code(String code) {
    return gap().line(Clean.line(code)).gap();
  }

  /** A person's own words, of one or more lines. */
  Page text(String words) {
    return words.isEmpty() ? this : gap().line(Clean.text(words)).gap();
  }

  /** A QR code, where somebody can see it. */
  Page qr(String code) {
    if (look == Look.RICH || look == Look.SIGNS) {
      gap();
      lines.append(Qr.of(code, look == Look.RICH)).append('\n');
    }
    return this;
  }

  Page line(String line) {
    lines.append(line).append('\n');
    return this;
  }

  /** One empty line, unless there is one already. */
  Page gap() {
    int length = lines.length();
    boolean open = length > 0 && !lines.substring(Math.max(0, length - 2)).equals("\n\n");
    if (open) {
      lines.append('\n');
    }
    return this;
  }

  String date(String iso) {
    return Dates.show(iso, messages.persian(), zone);
  }

  String number(long number) {
    return messages.text("number", number);
  }

  static String shortId(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  /** A list: a table in English, items over two lines in Persian and to be read aloud. */
  Page table(List<String> columns, List<List<String>> rows) {
    Table table = new Table(messages, columns, rows);
    lines.append(messages.persian() || look == Look.ALOUD ? table.items() : table.aligned());
    return this;
  }

  @Override
  public String toString() {
    return lines.toString().stripTrailing() + "\n";
  }
}
