package org.peyvand.cli.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object as it was printed: texts, numbers, truths, nulls, lists and maps of these. */
record Facts(Map<String, Object> map) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Reads one object and nothing after it. */
  static Facts parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      Facts facts = new Facts(object(parser));
      if (parser.nextToken() != null) {
        throw new AssertionError("expected one document, found more: " + json);
      }
      return facts;
    } catch (IOException e) {
      throw new AssertionError("expected JSON, found: " + json, e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      map.put(key, value(parser));
    }
    return map;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  /** The value of a key that must be there. */
  Object get(String key) {
    if (!map.containsKey(key)) {
      throw new AssertionError("expected the key " + key + ", found " + map.keySet());
    }
    return map.get(key);
  }

  String text(String key) {
    return (String) get(key);
  }

  long number(String key) {
    return (Long) get(key);
  }

  boolean flag(String key) {
    return (Boolean) get(key);
  }

  List<?> list(String key) {
    return (List<?>) get(key);
  }

  Facts facts(String key) {
    return of(get(key));
  }

  /** The objects of a list. */
  List<Facts> all(String key) {
    return list(key).stream().map(Facts::of).toList();
  }

  List<Facts> items() {
    return all("items");
  }

  private static Facts of(Object map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) map).forEach((key, value) -> copy.put((String) key, value));
    return new Facts(copy);
  }
}
