package dev.vifte.workers.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/// A text of a template with its holes.
///
/// @param holes in the order of the text
record Phrase(String text, List<Placeholder> holes) {
  static Phrase of(String text) {
    var holes = new ArrayList<Placeholder>();
    Matcher found = Placeholder.FORM.matcher(text);
    while (found.find()) {
      holes.add(Placeholder.of(found));
    }
    String rest = Placeholder.FORM.matcher(text).replaceAll("");
    if (rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException(
          "'%s' has a brace that is no field; fields look like {total}, {note?} or {price:2}"
              .formatted(text));
    }
    return new Phrase(text, List.copyOf(holes));
  }

  /// With all holes filled; empty when it has holes and nothing came into any of them.
  Optional<String> filled(JsonNode invoice) throws InvalidInvoiceException {
    return filled(invoice, 0, "");
  }

  /// As [#filled(JsonNode)], with each path beginning at an element of a list.
  Optional<String> filled(JsonNode node, int from, String at) throws InvalidInvoiceException {
    var out = new StringBuilder();
    Matcher found = Placeholder.FORM.matcher(text);
    boolean any = holes.isEmpty();
    for (Placeholder hole : holes) {
      String value = hole.value(node, from, at);
      any |= !value.isEmpty();
      if (found.find()) {
        found.appendReplacement(out, Matcher.quoteReplacement(value));
      }
    }
    found.appendTail(out);
    return any ? Optional.of(out.toString()) : Optional.empty();
  }
}
