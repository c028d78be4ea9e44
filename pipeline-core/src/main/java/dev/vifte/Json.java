package dev.vifte;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/// The one JSON form of every record, message and manifest: sorted map keys, ISO times, absent
/// values left out, unknown fields ignored (a newer node may have added one).
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write %s as JSON".formatted(value.getClass()), e);
    }
  }

  /// Reads a value.
  ///
  /// @throws IllegalArgumentException when the bytes are not that value
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }

  /// Reads a value of which there are several formats.
  ///
  /// @param newest the newest format this node reads
  /// @param what the value, for people
  /// @throws NewerFormatException when its field `format` is above that, whatever else is in it
  /// @throws IllegalArgumentException when the bytes are not that value
  public static <T> T read(byte[] json, Class<T> type, int newest, String what) {
    int format = format(json);
    if (format > newest) {
      throw new NewerFormatException(what, format, newest);
    }
    return read(json, type);
  }

  /// The number in the field `format` of an object; 0 without one. Reads no further than it.
  private static int format(byte[] json) {
    try (JsonParser tokens = MAPPER.createParser(json)) {
      int depth = 0;
      for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 1 && token.isNumeric() && "format".equals(tokens.currentName())) {
          return tokens.getIntValue();
        }
      }
      return 0;
    } catch (IOException _) {
      return 0;
    }
  }

  /// A value as a tree, for building documents.
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }
}
