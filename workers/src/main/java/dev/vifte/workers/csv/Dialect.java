package dev.vifte.workers.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// How the fields of a file are separated and quoted.
record Dialect(char delimiter, char quote) {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int SAMPLE_ROWS = 100;

  /// Lenient inside a row (text behind a closing quote belongs to the field); a quote that is open
  /// at the end of the file is still an error.
  CSVFormat format() {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setQuote(quote)
        .setTrailingData(true)
        .get();
  }

  /// The dialect under which the rows of the sample agree most on having more than one field.
  static Dialect guess(String sample, Optional<Character> delimiter) {
    char quote = quoted(sample, '\'') > quoted(sample, '"') ? '\'' : '"';
    return delimiter
        .map(given -> new Dialect(given, quote))
        .orElseGet(() ->
            DELIMITERS.stream()
                .map(candidate -> new Dialect(candidate, quote))
                .max(Comparator.comparingDouble(dialect -> dialect.score(sample)))
                .filter(best -> best.score(sample) > 0)
                .orElse(new Dialect(',', quote)));
  }

  /// The share of rows with the most common width, which must be two or more, and a little for
  /// every field, so that a delimiter inside the fields of another loses.
  private double score(String sample) {
    List<List<String>> rows = rows(sample);
    Map<Integer, Integer> widths = new HashMap<>();
    rows.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
    return widths.entrySet().stream()
        .filter(width -> width.getKey() > 1)
        .mapToDouble(
            width -> (double) width.getValue() / rows.size() + Math.min(width.getKey(), 50) / 500.0)
        .max()
        .orElse(0);
  }

  /// The first rows of a sample; what cannot be read ends them.
  List<List<String>> rows(String sample) {
    var rows = new ArrayList<List<String>>();
    try (var parser =
        format().builder().setLenientEof(true).get().parse(new StringReader(sample))) {
      for (CSVRecord row : parser) {
        rows.add(row.toList());
        if (rows.size() == SAMPLE_ROWS) {
          break;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return rows;
    }
    return rows;
  }

  /// How often a field begins with the quote.
  private static int quoted(String sample, char quote) {
    int count = 0;
    char before = '\n';
    for (int i = 0; i < sample.length(); i++) {
      if (sample.charAt(i) == quote && (before == '\n' || DELIMITERS.contains(before))) {
        count++;
      }
      before = sample.charAt(i);
    }
    return count;
  }
}
