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
    return Math.max(1, known.length() / 3);
  }

  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, i, b, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cheapest(int[][] edits, String a, int i, String b, int j) {
    int changed = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int edit = Math.min(changed, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(edit, edits[i - 2][j - 2] + 1) : edit;
  }
}
