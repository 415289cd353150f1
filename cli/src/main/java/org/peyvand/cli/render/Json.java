package org.peyvand.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.peyvand.node.control.proto.Result;

/**
 * Any result as one JSON document on one line. The keys are the field names of control.proto; every
 * key is there, and null where nothing was set. Nothing depends on the language.
 */
public final class Json {
  private static final String SCHEMA = "peyvand/1/";
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The promised document of a result. */
  public static String of(Result result) {
    FieldDescriptor which =
        result.getOneofFieldDescriptor(Result.getDescriptor().getOneofs().get(0));
    String noun = which.getName().split("_")[0];
    return document(
        json -> {
          json.writeStringField("schema", SCHEMA + noun);
          writeFields(json, (Message) result.getField(which));
        });
  }

  /** A document of plain facts: texts, numbers, truths. */
  public static String facts(String noun, Map<String, Object> facts) {
    return document(
        json -> {
          json.writeStringField("schema", SCHEMA + noun);
          for (Map.Entry<String, Object> fact : facts.entrySet()) {
            json.writeObjectField(fact.getKey(), fact.getValue());
          }
        });
  }

  /** The first line of a node that runs. */
  public static String ready(String listen, String device) {
    return document(
        json -> {
          json.writeStringField("schema", SCHEMA + "ready");
          json.writeStringField("listen", listen);
          json.writeStringField("device", device);
        });
  }

  /** The last line of standard error when a command fails. */
  public static String error(String code, String message, String hint) {
    return document(
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeStringField("hint", hint);
          json.writeEndObject();
        });
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String document(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes everything", impossible);
    }
    return text.toString();
  }

  private static void writeFields(JsonGenerator json, Message message) throws IOException {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      json.writeFieldName(field.getName());
      if (field.isMapField()) {
        writeMap(json, (List<?>) message.getField(field));
      } else if (field.isRepeated()) {
        writeList(json, (List<?>) message.getField(field));
      } else if (field.hasPresence() && !message.hasField(field)) {
        json.writeNull();
      } else {
        writeValue(json, message.getField(field));
      }
    }
  }

  private static void writeMap(JsonGenerator json, List<?> entries) throws IOException {
    json.writeStartObject();
    for (Object entry : entries) {
      Message pair = (Message) entry;
      List<FieldDescriptor> fields = pair.getDescriptorForType().getFields();
      json.writeFieldName(pair.getField(fields.get(0)).toString());
      writeValue(json, pair.getField(fields.get(1)));
    }
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, List<?> values) throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      writeValue(json, value);
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Message message) {
      json.writeStartObject();
      writeFields(json, message);
      json.writeEndObject();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      throw new IllegalArgumentException("results hold no " + value.getClass());
    }
  }
}
