package dev.vifte.pipeline.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Settings of stages as JSON, by the core schema of YAML 1.2: `no`, `12:30` and `0644` are texts,
/// unlike in YAML 1.1.
final class JsonForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");

  private JsonForm() {}

  static JsonNode of(Value value) {
    return switch (value.node()) {
      case MappingNode _ -> object(value);
      case SequenceNode _ -> array(value);
      default -> scalar(value);
    };
  }

  private static ObjectNode object(Value value) {
    ObjectNode object = JSON.objectNode();
    value.entries().forEach((key, entry) -> object.set(key, of(entry)));
    return object;
  }

  private static ArrayNode array(Value value) {
    ArrayNode array = JSON.arrayNode();
    value.items().forEach(item -> array.add(of(item)));
    return array;
  }

  private static JsonNode scalar(Value value) {
    return value.isNull()
        ? JSON.nullNode()
        : value
            .text()
            .map(text -> value.isPlain() ? plain(text) : JSON.textNode(text))
            .orElseGet(JSON::nullNode);
  }

  private static JsonNode plain(String text) {
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(text.equals("true"));
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    return DECIMAL.matcher(text).matches()
        ? JSON.numberNode(Double.parseDouble(text))
        : JSON.textNode(text);
  }

  private static JsonNode integer(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return JSON.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? JSON.numberNode(number.longValue())
        : JSON.numberNode(number);
  }
}
