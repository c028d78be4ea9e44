package dev.vifte.app.screen;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns as wide as their widest cell; columns of numbers stand to the right.
public final class Table {
  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> heads) {
    this.heads = heads;
  }

  /// With these headings; one that begins with `#` (which is not shown) stands to the right.
  public static Table of(String... heads) {
    return new Table(List.of(heads));
  }

  public Table row(Object... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells below %d headings".formatted(cells.length, heads.size()));
    }
    rows.add(List.of(cells).stream().map(cell -> clean(cell.toString())).toList());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Without a line break at its end.
  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add(
        line(heads.stream().map(head -> title(head).toUpperCase(java.util.Locale.ROOT)).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return String.join(System.lineSeparator(), lines);
  }

  public void printTo(Screen screen) {
    screen.print(toString());
  }

  private String line(List<String> cells) {
    var line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      int padding = width(column) - columns(cells.get(column));
      boolean right = heads.get(column).startsWith("#");
      line.append(column == 0 ? "" : "  ");
      line.append(" ".repeat(right ? padding : 0)).append(cells.get(column));
      line.append(" ".repeat(right ? 0 : padding));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = columns(title(heads.get(column)));
    for (List<String> row : rows) {
      widest = Math.max(widest, columns(row.get(column)));
    }
    return widest;
  }

  private static int columns(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String title(String head) {
    return head.startsWith("#") ? head.substring(1) : head;
  }

  /// File names and reasons come from strangers: nothing in a cell may move the cursor.
  private static String clean(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "?");
  }
}
