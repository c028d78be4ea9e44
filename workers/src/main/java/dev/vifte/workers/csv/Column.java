package dev.vifte.workers.csv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.math.BigDecimal;
import java.util.Locale;

/// What the cells of one column have in common. Keeps no cell but the least and the greatest.
final class Column {
  private static final int MAX_NAME = 100;

  private final String name;
  private Cell type = Cell.EMPTY;
  private long empty;
  private int longest;
  private String min = "";
  private String max = "";

  Column(String name) {
    this.name = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
  }

  void add(String value) {
    Cell cell = Cell.of(value);
    longest = Math.max(longest, value.length());
    if (cell == Cell.EMPTY) {
      empty++;
      return;
    }
    type = type.with(cell);
    if (type.isOrdered()) {
      order(value.strip());
    }
  }

  private void order(String value) {
    if (min.isEmpty() || compare(value, min) < 0) {
      min = value;
    }
    if (max.isEmpty() || compare(value, max) > 0) {
      max = value;
    }
  }

  private int compare(String one, String other) {
    return type.isNumber() ? number(one).compareTo(number(other)) : one.compareTo(other);
  }

  private static BigDecimal number(String value) {
    return new BigDecimal(value.replace(',', '.'));
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("name", name)
            .put("type", type.name().toLowerCase(Locale.ROOT))
            .put("empty", empty)
            .put("longest", longest);
    return type.isOrdered() ? json.put("min", min).put("max", max) : json;
  }
}
