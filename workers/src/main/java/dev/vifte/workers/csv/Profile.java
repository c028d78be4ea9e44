package dev.vifte.workers.csv;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.util.ArrayList;
import java.util.List;

/// What is known of the rows read so far; its size does not grow with them.
final class Profile {
  private static final int MAX_COLUMNS = 200;
  private static final int MAX_BAD_ROWS = 10;

  private final int width;
  private final List<Column> columns = new ArrayList<>();
  private final ArrayNode bad = Json.object().arrayNode();
  private long rows;
  private long badRows;
  private long formulas;

  /// @param header the names, or one empty name for each column
  Profile(List<String> header) {
    width = header.size();
    header.stream().limit(MAX_COLUMNS).forEach(name -> columns.add(new Column(name)));
  }

  void add(List<String> row, long line) {
    rows++;
    if (row.size() != width) {
      bad(line, "has %d fields, not %d".formatted(row.size(), width));
    }
    for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
      columns.get(i).add(row.get(i));
    }
    formulas += row.stream().filter(Cell::isFormula).count();
  }

  void bad(long line, String why) {
    badRows++;
    if (bad.size() < MAX_BAD_ROWS) {
      bad.addObject().put("line", line).put("why", why);
    }
  }

  void writeTo(ObjectNode data) {
    data.put("rows", rows).put("columns", width).put("formulaCells", formulas);
    var fields = data.putArray("fields");
    columns.forEach(column -> fields.add(column.json()));
    data.putObject("badRows").put("count", badRows).set("first", bad);
  }
}
