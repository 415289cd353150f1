package org.peyvand.cli.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose first cell is an id or address and whose last cell is somebody's own words; between
 * them are fixed words and numbers.
 */
final class Table {
  private static final String BETWEEN = "  ";

  private final Messages messages;
  private final List<String> columns;
  private final List<List<String>> rows;

  Table(Messages messages, List<String> columns, List<List<String>> rows) {
    this.messages = messages;
    this.columns = columns.stream().map(column -> messages.plain("column." + column)).toList();
    this.rows = rows.stream().map(row -> row.stream().map(Clean::line).toList()).toList();
  }

  /** Columns padded by what terminals show, not by the length of strings. */
  String aligned() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns);
    all.addAll(rows);
    StringBuilder lines = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(Width.pad(row.get(column), widest(all, column))).append(BETWEEN);
      }
      lines.append(line.toString().stripTrailing()).append('\n');
    }
    return lines.toString();
  }

  private static int widest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Width.of(row.get(column))).max().orElse(0);
  }

  /** The words, then the fixed fields with their names, then the id alone. */
  String items() {
    StringBuilder lines = new StringBuilder();
    for (List<String> row : rows) {
      int last = row.size() - 1;
      lines.append(columns.get(last)).append(": ").append(row.get(last)).append('\n');
      List<String> fields = new ArrayList<>();
      for (int column = 1; column < last; column++) {
        fields.add(columns.get(column) + ": " + row.get(column));
      }
      if (!fields.isEmpty()) {
        lines.append(String.join(messages.plain("list.separator"), fields)).append('\n');
      }
      lines.append(row.get(0)).append("\n\n");
    }
    return lines.toString();
  }
}
