package dev.vifte;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known word that a mistyped one is nearest to, for messages that end in "did you mean".
public final class Nearest {
  private Nearest() {}

  /// The word of `known` that is at most two edits or a third of its length away from `word`, by
  /// the edit distance of Levenshtein; the first in order when several are equally near.
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(k -> Math.abs(k.length() - word.length()) <= reach(k))
        .filter(k -> distance(word, k) <= reach(k))
        .min(
            Comparator.<String>comparingInt(k -> distance(word, k))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// `; did you mean 'timeout'?`, or nothing when no known word is near.
  public static String hint(String word, Collection<String> known) {
    return to(word, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static int reach(String known) {
    return known.length() <= 3 ? 1 : Math.max(2, known.length() / 3);
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}
