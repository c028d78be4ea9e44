package dev.vifte.workers.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What must not be in the findings. Removed by name wherever it stands, normalised or raw, and by
/// value where the same serial number or coordinate stands under another name.
public enum Strip {
  /// Coordinates, and places by name.
  GPS(
      "gps|latitude|longitude|geotag|geolocation|location|landmark|(?-i:City)|\\bcity|ciadr|country"
          + "|province|photoshop:state|town"),
  /// Numbers that name one camera, lens or shot.
  SERIAL("serial|unique ?id|body ?id|camera ?id|lens ?id\\b|imageuniqueid|device ?id"),
  /// People: who took it, who owns it.
  OWNER("artist|author|by-?line|creator|owner|copyright|rights|credit|contact|person|face"),
  /// The cameras' own sections, whose meaning is partly unknown.
  MAKER_NOTES("makernote");

  private static final Pattern UNKNOWN = Pattern.compile("(?i)^unknown tag");
  private static final int SHORTEST_SECRET = 5;

  private final Pattern names;

  Strip(String names) {
    this.names = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
  }

  /// Reads `gps`, `serial`, `owner`, `maker-notes`.
  ///
  /// @throws IllegalArgumentException naming the known words
  public static Strip of(String word) {
    return Arrays.stream(values())
        .filter(strip -> strip.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is unknown; use %s"
                    .formatted(
                        word,
                        Arrays.stream(values())
                            .map(Strip::word)
                            .collect(Collectors.joining(", ")))));
  }

  /// As written in pipelines.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Removes from `data` what `policies` forbid.
  static void apply(Collection<Strip> policies, ObjectNode data) {
    if (!policies.isEmpty()) {
      var secrets = new HashSet<String>();
      collect(policies, data, secrets);
      remove(data, forbidden(policies, secrets));
    }
  }

  /// Whether anything forbidden is left, `secrets` being what was in `before` under such names.
  static boolean leaks(Collection<Strip> policies, ObjectNode before, ObjectNode after) {
    var secrets = new HashSet<String>();
    collect(policies, before, secrets);
    return !policies.isEmpty() && finds(after, forbidden(policies, secrets));
  }

  private static BiPredicate<String, JsonNode> forbidden(
      Collection<Strip> policies, Set<String> secrets) {
    return (name, value) ->
        policies.stream().anyMatch(policy -> policy.names.matcher(name).find())
            || UNKNOWN.matcher(name).find()
            || (value.isValueNode() && secrets.stream().anyMatch(value.asText()::contains));
  }

  private static void collect(Collection<Strip> policies, ObjectNode node, Set<String> secrets) {
    for (var property : node.properties()) {
      if (property.getValue() instanceof ObjectNode inner) {
        collect(policies, inner, secrets);
      } else if (policies.contains(SERIAL) && SERIAL.names.matcher(property.getKey()).find()) {
        secret(property.getValue().asText(), secrets);
      }
    }
    if (policies.contains(GPS) && node.has("lat") && node.has("lon")) {
      secret(shortened(node.path("lat").asDouble()), secrets);
      secret(shortened(node.path("lon").asDouble()), secrets);
    }
  }

  /// Three digits behind the point, a hundred metres: the form a coordinate has in other texts.
  private static String shortened(double degrees) {
    String text = String.format(Locale.ROOT, "%.7f", Math.abs(degrees));
    return text.substring(0, text.indexOf('.') + 4);
  }

  private static void secret(String value, Set<String> secrets) {
    boolean telling = value.chars().filter(Character::isDigit).anyMatch(digit -> digit != '0');
    if (value.length() >= SHORTEST_SECRET && telling) {
      secrets.add(value);
    }
  }

  private static void remove(ObjectNode node, BiPredicate<String, JsonNode> forbidden) {
    var names = List.copyOf(node.properties().stream().map(p -> p.getKey()).toList());
    for (String name : names) {
      JsonNode value = node.path(name);
      if (forbidden.test(name, value)) {
        node.remove(name);
      } else if (value instanceof ObjectNode inner) {
        remove(inner, forbidden);
      } else if (value instanceof ArrayNode array) {
        array.removeIf(item -> forbidden.test("", item));
      }
    }
  }

  private static boolean finds(ObjectNode node, BiPredicate<String, JsonNode> forbidden) {
    for (var property : node.properties()) {
      JsonNode value = property.getValue();
      if (forbidden.test(property.getKey(), value)
          || (value instanceof ObjectNode inner && finds(inner, forbidden))
          || (value instanceof ArrayNode array
              && array.valueStream().anyMatch(item -> forbidden.test("", item)))) {
        return true;
      }
    }
    return false;
  }
}
