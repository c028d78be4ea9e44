package dev.vifte.workers.csv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.stage.Deadline;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// One pass over all rows. Ends early, and says so, where the file cannot be read on as rows: a
/// quote that is never closed, or a row beyond every measure.
final class Scan {
  private static final int CHECK_EVERY = 1_000;

  private final Dialect dialect;
  private final boolean named;
  private final Deadline deadline;
  private Profile profile = new Profile(List.of());
  private boolean complete = true;
  private long next = 1;

  Scan(Dialect dialect, boolean named, Deadline deadline) {
    this.dialect = dialect;
    this.named = named;
    this.deadline = deadline;
  }

  void read(Reader reader, List<List<String>> sample) throws IOException {
    var bounded = new RecordReader(reader);
    try (var parser = dialect.format().parse(bounded)) {
      rows(parser, bounded, sample);
    }
  }

  private void rows(CSVParser parser, RecordReader bounded, List<List<String>> sample) {
    try {
      for (CSVRecord row : parser) {
        bounded.begin();
        boolean first = row.getRecordNumber() == 1;
        if (first) {
          profile = new Profile(columns(row.toList(), sample));
        }
        if (!first || !named) {
          profile.add(row.toList(), line(parser, row));
        }
        next = parser.getCurrentLineNumber() + 1;
        if (expired(parser)) {
          return;
        }
      }
    } catch (UncheckedIOException e) {
      complete = false;
      profile.bad(next, why(e));
    }
  }

  private boolean expired(CSVParser parser) {
    return parser.getRecordNumber() % CHECK_EVERY == 0 && deadline.expired();
  }

  private static String why(UncheckedIOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("EOF")
        ? "the file ends inside a quoted field; is a quote left open?"
        : message.replaceFirst("^.*Exception: ", "");
  }

  /// The line a row begins on: the parser counts up to its end.
  private static long line(CSVParser parser, CSVRecord row) {
    long breaks = row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    return parser.getCurrentLineNumber() - breaks;
  }

  /// The names, or as many empty ones as most rows of the sample have fields; the last row of the
  /// sample may be cut off, and so may its only one.
  private List<String> columns(List<String> first, List<List<String>> sample) {
    if (named) {
      return first;
    }
    if (sample.size() < 2) {
      return Collections.nCopies(first.size(), "");
    }
    int width =
        sample.stream()
            .collect(Collectors.groupingBy(List::size, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    return Collections.nCopies(width, "");
  }

  void writeTo(ObjectNode data) {
    data.put("complete", complete);
    profile.writeTo(data);
  }
}
