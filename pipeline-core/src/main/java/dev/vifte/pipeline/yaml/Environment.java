package dev.vifte.pipeline.yaml;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into values.
record Environment(Function<String, Optional<String>> lookup) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\$\\{|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<otherwise>[^}]*))?}|\\$\\{");

  /// `text` with every reference replaced.
  ///
  /// @throws IllegalArgumentException for a variable that is not set and has no default, and for
  ///   what looks like a reference and is none
  String expand(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(value(reference)));
  }

  /// Whether `text` is one reference and nothing else.
  static boolean isReference(String text) {
    return text.startsWith("${") && REFERENCE.matcher(text).matches();
  }

  private String value(MatchResult reference) {
    if (reference.group().equals("$${")) {
      return "${";
    }
    String name = reference.group("name");
    if (name == null) {
      throw new IllegalArgumentException(
          "has a '${' that is no variable; write ${NAME} or ${NAME:-default}, or $${ for a plain"
              + " ${");
    }
    return lookup
        .apply(name)
        .or(() -> Optional.ofNullable(reference.group("otherwise")))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "needs the environment variable %s, which is not set; set it or write ${%s:-default}"
                    .formatted(name, name)));
  }
}
