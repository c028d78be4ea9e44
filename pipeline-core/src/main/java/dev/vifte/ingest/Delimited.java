package dev.vifte.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a text is a table: rows with a delimiter, or one column of values. Quotes count as RFC
/// 4180 has them. Leaning towards yes: a table taken for prose would be refused, prose taken for a
/// table is only profiled badly.
final class Delimited {
  private static final String DELIMITERS = ",;\t|";
  private static final Pattern ONE_VALUE = Pattern.compile("\\S+|\".*\"", Pattern.DOTALL);
  private static final Pattern LIKE_PROSE = Pattern.compile("(?s).*[,;|] .*");

  private Delimited() {}

  static boolean isTable(PlainText text) {
    return DELIMITERS.chars().anyMatch(d -> hasColumns(rows(text, (char) d)))
        || isOneColumn(rows(text, ','));
  }

  /// The first row is as wide as most rows, and at least three of four have the delimiter.
  private static boolean hasColumns(List<Row> rows) {
    if (rows.isEmpty() || rows.getFirst().fields() < 2) {
      return false;
    }
    if (rows.size() == 1) {
      return !LIKE_PROSE.matcher(rows.getFirst().text()).matches();
    }
    Map<Integer, Long> widths =
        rows.stream().collect(Collectors.groupingBy(Row::fields, Collectors.counting()));
    long usual = widths.values().stream().mapToLong(n -> n).max().orElse(0);
    long wide = rows.stream().filter(row -> row.fields() > 1).count();
    Function<Row, Long> frequency = row -> widths.getOrDefault(row.fields(), 0L);
    return wide * 4 >= rows.size() * 3L && frequency.apply(rows.getFirst()) == usual;
  }

  private static boolean isOneColumn(List<Row> rows) {
    return rows.size() > 1
        && rows.stream().allMatch(row -> ONE_VALUE.matcher(row.text().strip()).matches());
  }

  /// Rows that are not blank; the last one is left out when the window cuts it before its
  /// delimiter.
  private static List<Row> rows(PlainText text, char delimiter) {
    var rows = new ArrayList<Row>();
    var scan = new RowScan(text.text(), delimiter);
    while (scan.hasNext()) {
      rows.add(scan.next());
    }
    if (text.cut() && rows.size() > 1 && rows.getLast().fields() != rows.getFirst().fields()) {
      rows.removeLast();
    }
    rows.removeIf(row -> row.text().isBlank());
    return rows;
  }

  /// One row, line ends inside quotes included.
  record Row(String text, int fields) {}

  /// Splits into rows; a quote opens only at the start of a field.
  private static final class RowScan {
    private final String text;
    private final char delimiter;
    private int at;

    RowScan(String text, char delimiter) {
      this.text = text;
      this.delimiter = delimiter;
    }

    boolean hasNext() {
      return at < text.length();
    }

    Row next() {
      int start = at;
      int fields = 1;
      while (skipField() && text.charAt(at) == delimiter) {
        fields++;
        at++;
      }
      var row = new Row(text.substring(start, at), fields);
      at++;
      return row;
    }

    /// Moves to the delimiter or line end behind the field; false at the end of the text.
    private boolean skipField() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      boolean quotable = at < text.length() && text.charAt(at) == '"';
      boolean inQuotes = false;
      for (; at < text.length(); at++) {
        char c = text.charAt(at);
        if (quotable && c == '"') {
          inQuotes = !inQuotes;
        } else if (!inQuotes && (c == delimiter || c == '\n' || c == '\r')) {
          return true;
        }
      }
      return false;
    }
  }
}
