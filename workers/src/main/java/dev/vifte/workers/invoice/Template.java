package dev.vifte.workers.invoice;

import dev.vifte.workers.invoice.Block.Column;
import dev.vifte.workers.invoice.Block.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How an invoice looks, in a few marks known from Markdown. Immutable.
///
/// ```
/// # Invoice {invoice_id}              a large heading; ## a smaller one
/// Date: {date?}                       left out when the field is absent
/// ---                                 a line across the page
/// | Description         | Amount           |    a table: its titles,
/// |---------------------|-----------------:|    a colon sets a column to the right,
/// | {lines.description} | {lines.amount:2} |    one row for each element of the list
/// ```
record Template(String source, List<Block> blocks) {
  private static final Pattern HEADING = Pattern.compile("(#{1,2}) +(.+)");
  private static final float TITLE_SIZE = 20;
  private static final float HEADING_SIZE = 13;
  private static final float BODY_SIZE = 10;
  private static final int TABLE_LINES = 3;
  private static final int MOST_COLUMNS = 12;
  private static final int LONGEST = 20_000;

  /// The one that comes with the stage.
  static Template standard() {
    try (InputStream in = Template.class.getResourceAsStream("invoice.txt")) {
      if (in == null) {
        throw new IllegalStateException("invoice.txt is missing in the jar of the stage");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException naming the line that is wrong
  static Template parse(String source) {
    if (source.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than %d characters".formatted(LONGEST));
    }
    var blocks = new ArrayList<Block>();
    var lines = source.stripTrailing().lines().map(String::strip).toList();
    int line = 0;
    while (line < lines.size()) {
      int rows = lines.get(line).startsWith("|") ? TABLE_LINES : 1;
      var part = lines.subList(line, Math.min(line + rows, lines.size()));
      blocks.add(at(line + 1, part));
      line += rows;
    }
    return new Template(source, List.copyOf(blocks));
  }

  private static Block at(int line, List<String> lines) {
    try {
      return lines.getFirst().startsWith("|") ? table(lines) : block(lines.getFirst());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private static Block block(String line) {
    if (line.isEmpty()) {
      return new Block.Gap();
    }
    if (line.matches("-{3,}")) {
      return new Block.Rule();
    }
    var heading = HEADING.matcher(line);
    return heading.matches()
        ? new Block.Text(
            Phrase.of(heading.group(2)), heading.group(1).length() == 1 ? TITLE_SIZE : HEADING_SIZE)
        : new Block.Text(Phrase.of(line), BODY_SIZE);
  }

  private static Table table(List<String> lines) {
    if (lines.size() < TABLE_LINES || !lines.get(1).matches("[|:\\- ]+")) {
      throw new IllegalArgumentException(
          "a table has a line of titles, a line |---|---:| and one row");
    }
    List<String> titles = cells(lines.get(0));
    List<String> marks = cells(lines.get(1));
    var row = cells(lines.get(2)).stream().map(Phrase::of).toList();
    if (titles.size() != marks.size() || titles.size() != row.size()) {
      throw new IllegalArgumentException("the three lines of a table need as many cells each");
    }
    if (row.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException("a table has at most %d columns".formatted(MOST_COLUMNS));
    }
    var columns =
        IntStream.range(0, titles.size())
            .mapToObj(i -> new Column(titles.get(i), marks.get(i).endsWith(":")))
            .toList();
    return new Table(list(row), columns, row);
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
    return List.of(inner.split("\\|", -1)).stream().map(String::strip).toList();
  }

  /// The list whose elements the fields of a row belong to.
  private static String list(List<Phrase> row) {
    var heads =
        row.stream()
            .flatMap(cell -> cell.holes().stream())
            .map(hole -> hole.path().size() < 2 ? "" : hole.path().getFirst())
            .distinct()
            .toList();
    if (heads.size() != 1 || heads.getFirst().isEmpty()) {
      throw new IllegalArgumentException(
          "the fields of a table row are those of one list: {lines.amount}");
    }
    return heads.getFirst();
  }
}
