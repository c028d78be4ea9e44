package dev.vifte.workers.metadata;

import java.util.Optional;
import java.util.stream.Stream;

/// Text from untrusted files on its way into JSON.
final class Texts {
  static final int MAX = 2_000;

  private Texts() {}

  /// Without control characters, padding and excess; empty when nothing is left.
  static Optional<String> clean(String raw, int max) {
    String head = raw.substring(0, Math.min(raw.length(), 4 * max));
    String text = head.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}", "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(text.length() <= max ? text : text.substring(0, max) + "…");
  }

  /// The first of some texts that is not blank.
  @SafeVarargs
  static Optional<String> first(Stream<String>... candidates) {
    for (Stream<String> texts : candidates) {
      var found = texts.flatMap(text -> clean(text, MAX).stream()).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
