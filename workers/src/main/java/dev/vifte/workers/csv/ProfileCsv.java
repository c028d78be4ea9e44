package dev.vifte.workers.csv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/// Reads a CSV file once from end to end and tells its dialect, character set, header, number of
/// rows, the columns with their types and ranges, and the rows that do not fit. Gives data only.
///
/// Memory is constant whatever the file holds. A file that is no text is rejected; a text with bad
/// rows is done, with the rows named.
public final class ProfileCsv implements Stage {
  static final StageKind KIND = new StageKind("csv/profile");

  /// The longest record three times (as read, as field, as row) and the sample.
  private static final long COST = 16L << 20;

  private static final int SAMPLE = 1 << 16;

  private final Optional<Character> delimiter;
  private final Header header;

  /// Finds everything out by itself.
  public ProfileCsv() {
    this(Optional.empty(), Header.AUTO);
  }

  ProfileCsv(Optional<Character> delimiter, Header header) {
    this.delimiter = delimiter;
    this.header = header;
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public StageSettings settings() {
    var settings = Json.object();
    delimiter.ifPresent(given -> settings.put("delimiter", given.toString()));
    if (header != Header.AUTO) {
      settings.put("header", header.word());
    }
    return StageSettings.of(settings);
  }

  @Override
  public Execution execution() {
    return Execution.CPU;
  }

  @Override
  public long cost(StageInput input) {
    return COST;
  }

  @Override
  public Outcome process(StageInput input) throws IOException {
    if (input.file().size() == 0) {
      return Outcome.reject(Reason.EMPTY, "the file is empty; upload a CSV file with rows");
    }
    Optional<Encoding> encoding;
    try (var in = input.open()) {
      encoding = Encoding.of(in, input.deadline());
    }
    return encoding.isPresent()
        ? profile(input, encoding.get())
        : Outcome.reject(
            Reason.UNSUPPORTED,
            "the file is not a text; export it as CSV in UTF-8 and upload that");
  }

  private Outcome profile(StageInput input, Encoding encoding) throws IOException {
    String sample;
    try (var reader = open(input, encoding)) {
      char[] chars = new char[SAMPLE];
      sample = new String(chars, 0, fill(reader, chars));
    }
    var dialect = Dialect.guess(sample, delimiter);
    var rows = dialect.rows(sample);
    if (rows.isEmpty()) {
      return Outcome.reject(Reason.CORRUPT, "the file has no row; upload a CSV file with rows");
    }
    boolean named = header.holdsNames(rows);
    ObjectNode data =
        Json.object()
            .put("charset", encoding.charset().name())
            .put("byteOrderMark", encoding.mark() > 0)
            .put("delimiter", String.valueOf(dialect.delimiter()))
            .put("quote", String.valueOf(dialect.quote()))
            .put("header", named);
    var scan = new Scan(dialect, named, input.deadline());
    try (var reader = open(input, encoding)) {
      scan.read(reader, rows);
    }
    if (input.deadline().expired()) {
      return Outcome.reject(
          Reason.TIMEOUT,
          "reading %d bytes of CSV took too long; upload a smaller file or give a longer timeout"
              .formatted(input.file().size()));
    }
    scan.writeTo(data);
    return Outcome.done(data, List.of());
  }

  private static Reader open(StageInput input, Encoding encoding) throws IOException {
    var in = input.open();
    in.skipNBytes(encoding.mark());
    return new InputStreamReader(in, encoding.charset());
  }

  private static int fill(Reader reader, char[] chars) throws IOException {
    int filled = 0;
    int count = reader.read(chars);
    while (count > 0) {
      filled += count;
      count = reader.read(chars, filled, chars.length - filled);
    }
    return filled;
  }
}
