package dev.vifte.workers.invoice;

import java.util.List;

/// One part of a template, from top to bottom.
sealed interface Block {
  /// A line of text.
  ///
  /// @param size of its letters in points
  record Text(Phrase phrase, float size) implements Block {}

  /// An empty line.
  record Gap() implements Block {}

  /// A line across the page.
  record Rule() implements Block {}

  /// A table with one row for each element of a list.
  ///
  /// @param list the field that holds the list
  /// @param cells of the row, whose fields are those of an element
  record Table(String list, List<Column> columns, List<Phrase> cells) implements Block {}

  /// A column of a table.
  record Column(String title, boolean right) {}
}
