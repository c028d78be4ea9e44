package dev.vifte.workers.invoice;

import dev.vifte.workers.invoice.Block.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes a table: columns as wide as their widest cell, the widest of them narrowed until all fit,
/// titles again on every page.
final class TableArtist {
  private static final float SIZE = 10;
  private static final float LINE = 14;
  private static final float SPACE = 12;

  private final Sheet sheet;
  private final List<Column> columns;
  private final float[] widths;

  private TableArtist(Sheet sheet, List<Column> columns, List<List<String>> rows)
      throws IOException {
    this.sheet = sheet;
    this.columns = columns;
    this.widths = new float[columns.size()];
    measure(titles());
    for (List<String> row : rows) {
      measure(row);
    }
    narrow();
  }

  static void draw(Sheet sheet, List<Column> columns, List<List<String>> rows) throws IOException {
    var artist = new TableArtist(sheet, columns, rows);
    sheet.down(LINE);
    artist.head();
    for (List<String> row : rows) {
      artist.row(row);
    }
  }

  private List<String> titles() {
    return columns.stream().map(Column::title).toList();
  }

  private void measure(List<String> row) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      var text = sheet.letters().printable(row.get(i));
      widths[i] = Math.max(widths[i], sheet.letters().width(text, SIZE));
    }
  }

  /// Takes what is too much from the widest column, again and again, and gives what is left over to
  /// the first.
  private void narrow() {
    float left = Sheet.WIDTH - SPACE * (widths.length - 1);
    for (float width : widths) {
      left -= width;
    }
    while (left < 0) {
      int widest = widest();
      float taken = Math.min(1, -left);
      widths[widest] -= taken;
      left += taken;
    }
    widths[0] += left;
  }

  private int widest() {
    int widest = 0;
    for (int i = 1; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private void head() throws IOException {
    line(titles());
    sheet.rule();
  }

  private void row(List<String> cells) throws IOException {
    var wrapped = new ArrayList<List<String>>();
    int lines = 1;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(sheet.letters().wrapped(cells.get(i), SIZE, widths[i]));
      lines = Math.max(lines, wrapped.getLast().size());
    }
    for (int n = 0; n < lines; n++) {
      int at = n;
      if (sheet.down(LINE)) {
        head();
        sheet.down(LINE);
      }
      line(wrapped.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList());
    }
  }

  private void line(List<String> cells) throws IOException {
    float x = 0;
    for (int i = 0; i < widths.length; i++) {
      var text = sheet.letters().printable(cells.get(i));
      float slack = widths[i] - sheet.letters().width(text, SIZE);
      sheet.write(text, SIZE, columns.get(i).right() ? x + slack : x);
      x += widths[i] + SPACE;
    }
  }
}
