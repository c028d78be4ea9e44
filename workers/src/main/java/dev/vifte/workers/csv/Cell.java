package dev.vifte.workers.csv;

import java.util.regex.Pattern;

/// What one cell looks like. Numbers are told by their form and their size is bounded by it:
/// `1e999999999` is text here, so nothing ever expands it.
enum Cell {
  EMPTY(""),
  INTEGER("[+-]?\\d{1,30}"),
  DECIMAL("[+-]?(\\d{1,30}([.,]\\d{0,30})?|[.,]\\d{1,30})([eE][+-]?\\d{1,3})?"),
  BOOLEAN("(?i)true|false|yes|no"),
  DATE("\\d{4}-\\d\\d-\\d\\d"),
  TIMESTAMP("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?"),
  TEXT("");

  private static final int LONGEST_TYPED = 80;
  private static final Pattern NUMBER_OR_PHONE =
      Pattern.compile("[+-][\\d .,()/-]*([eE][+-]?\\d+)?");

  private final Pattern form;

  Cell(String form) {
    this.form = Pattern.compile(form);
  }

  static Cell of(String value) {
    String text = value.strip();
    if (text.length() > LONGEST_TYPED) {
      return TEXT;
    }
    for (Cell cell : values()) {
      if (cell.form.matcher(text).matches()) {
        return cell;
      }
    }
    return TEXT;
  }

  /// The type of a column that holds both.
  Cell with(Cell other) {
    if (this == other || other == EMPTY) {
      return this;
    }
    if (this == EMPTY) {
      return other;
    }
    return isNumber() && other.isNumber() ? DECIMAL : TEXT;
  }

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }

  /// Whether values of this type have an order worth telling.
  boolean isOrdered() {
    return isNumber() || this == DATE || this == TIMESTAMP;
  }

  /// Whether a spreadsheet would run the cell (owasp.org/www-community/attacks/CSV_Injection); `-5`
  /// and `+47 22 33 44 55` are data.
  static boolean isFormula(String value) {
    if (value.isEmpty()) {
      return false;
    }
    return switch (value.charAt(0)) {
      case '=', '@', '\t', '\r' -> true;
      case '+', '-' -> !NUMBER_OR_PHONE.matcher(value).matches();
      default -> false;
    };
  }
}
