package org.peyvand.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Published test vectors, from the folder that the system property {@code peyvand.vectors} names.
 * Where it is absent, the test that asks is skipped and says so.
 */
public final class VectorFiles {
  private VectorFiles() {}

  /** One JSON object. */
  public record Entry(Map<String, Object> fields) {
    public boolean has(String name) {
      return fields.containsKey(name);
    }

    public String text(String name) {
      return (String) field(name);
    }

    public int number(String name) {
      return ((Number) field(name)).intValue();
    }

    public byte[] bytes(String name) {
      return hex(text(name));
    }

    public List<Entry> entries(String name) {
      return list(name).map(Entry::of).toList();
    }

    public List<String> texts(String name) {
      return list(name).map(String.class::cast).toList();
    }

    public Entry entry(String name) {
      return of(field(name));
    }

    private Stream<?> list(String name) {
      return ((List<?>) field(name)).stream();
    }

    private Object field(String name) {
      Object value = fields.get(name);
      if (value == null) {
        throw new AssertionError("expected a field " + name + ", found " + fields.keySet());
      }
      return value;
    }

    private static Entry of(Object value) {
      Map<String, Object> fields = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field));
      return new Entry(fields);
    }
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** The files of this kind in a folder of the vectors. */
  public static List<Path> in(String folder) throws IOException {
    String root = System.getProperty("peyvand.vectors", "");
    Path path = Path.of(root, folder);
    Assumptions.assumeTrue(
        !root.isEmpty() && Files.isDirectory(path),
        "no published vectors at " + path + " (system property peyvand.vectors)");
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  public static Entry read(Path file) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
      parser.nextToken();
      return Entry.of(value(parser));
    }
  }

  /** A test of a Wycheproof file, with the group it is in. */
  public record WycheproofCase(Entry group, Entry test) {
    public boolean isValid() {
      return test.text("result").equals("valid");
    }

    @Override
    public String toString() {
      return "tcId " + test.number("tcId") + " " + test.text("comment");
    }
  }

  public static List<WycheproofCase> wycheproof(String name) throws IOException {
    Path file =
        in("wycheproof").stream()
            .filter(path -> path.endsWith(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("expected " + name + " among the vectors"));
    List<WycheproofCase> cases = new ArrayList<>();
    for (Entry group : read(file).entries("testGroups")) {
      group.entries("tests").forEach(test -> cases.add(new WycheproofCase(group, test)));
    }
    return cases;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> parser.getIntValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      default -> parser.getText();
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }
}
