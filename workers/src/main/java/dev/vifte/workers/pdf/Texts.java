package dev.vifte.workers.pdf;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Texts out of a file, made fit for a record: short, and without control characters.
final class Texts {
  private static final int BRIEF = 160;
  private static final int FIELD = 1000;

  private Texts() {}

  static String brief(String text) {
    return cut(text, BRIEF);
  }

  /// A field such as the title; empty when there is nothing in it.
  static Optional<String> field(@Nullable String text) {
    return Optional.ofNullable(text).map(given -> cut(given, FIELD)).filter(t -> !t.isEmpty());
  }

  private static String cut(String text, int most) {
    String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.codePointCount(0, clean.length()) <= most
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, most)) + "…";
  }
}
