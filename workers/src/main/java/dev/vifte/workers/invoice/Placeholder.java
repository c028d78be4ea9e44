package dev.vifte.workers.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hole in a template: `{total}`, `{customer.name}`, `{note?}` (may be absent), `{total:2}` (two
/// decimals).
///
/// @param decimals to round to; -1 to print as given
record Placeholder(List<String> path, boolean optional, int decimals) {
  static final Pattern FORM =
      Pattern.compile("\\{([A-Za-z_][\\w-]*(?:\\.[A-Za-z_][\\w-]*)*)(\\?)?(?::(\\d))?\\}");

  private static final int AS_GIVEN = -1;
  private static final int LONGEST = 2000;

  static Placeholder of(Matcher found) {
    return new Placeholder(
        List.of(found.group(1).split("\\.", -1)),
        found.group(2) != null,
        found.group(3) == null ? AS_GIVEN : Integer.parseInt(found.group(3)));
  }

  /// The value below a node; empty when it may be absent and is.
  ///
  /// @param from which steps of the path lead to the node already
  /// @param at the name of the node for messages, such as `lines[2]`
  String value(JsonNode node, int from, String at) throws InvalidInvoiceException {
    JsonNode value = node;
    String name = at;
    for (String step : path.subList(from, path.size())) {
      value = value.path(step);
      name = name.isEmpty() ? step : name + "." + step;
    }
    return text(value, name);
  }

  private String text(JsonNode value, String name) throws InvalidInvoiceException {
    if (value.isMissingNode() || value.isNull()) {
      if (optional) {
        return "";
      }
      throw new InvalidInvoiceException("field '%s' is missing".formatted(name));
    }
    if (value.isNumber()) {
      var number = Invoice.bounded(value, name);
      return decimals == AS_GIVEN
          ? number.toPlainString()
          : number.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
    return words(value, name);
  }

  private String words(JsonNode value, String name) throws InvalidInvoiceException {
    if (!value.isValueNode() || decimals != AS_GIVEN) {
      throw new InvalidInvoiceException(
          "field '%s' must be a %s"
              .formatted(name, decimals == AS_GIVEN ? "text or a number" : "number"));
    }
    String text = value.asText();
    if (text.length() > LONGEST) {
      throw new InvalidInvoiceException(
          "field '%s' is longer than %d characters".formatted(name, LONGEST));
    }
    return text;
  }
}
