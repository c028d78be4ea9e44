package dev.vifte.testkit.media;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A CSV table of orders with a header row: comma, UTF-8 without a byte-order mark, CRLF, until
/// asked otherwise. Immutable; each method gives a changed copy.
public final class Csv {
  private enum Trick {
    BYTE_ORDER_MARK,
    QUOTED_NEWLINES,
    RAGGED
  }

  private static final List<String> NAMES =
      List.of("Åse Øvergård", "Jørn \"Jo\" Hæg", "Müller, Anna", "Chloé Dubois", "Sam Lee");
  private static final List<String> CITIES = List.of("Oslo", "Tromsø", "Köln", "Lyon", "Leeds");

  private final int rows;
  private final char separator;
  private final Charset charset;
  private final List<Trick> tricks;

  private Csv(int rows, char separator, Charset charset, List<Trick> tricks) {
    this.rows = rows;
    this.separator = separator;
    this.charset = charset;
    this.tricks = tricks;
  }

  static Csv of(int rows) {
    return new Csv(rows, ',', StandardCharsets.UTF_8, List.of());
  }

  public Csv semicolon() {
    return new Csv(rows, ';', charset, tricks);
  }

  /// ISO 8859-1: not valid UTF-8, as the names have letters above 127.
  public Csv latin1() {
    return new Csv(rows, separator, StandardCharsets.ISO_8859_1, tricks);
  }

  public Csv byteOrderMark() {
    return with(Trick.BYTE_ORDER_MARK);
  }

  /// Every third note goes over two lines.
  public Csv quotedNewlines() {
    return with(Trick.QUOTED_NEWLINES);
  }

  /// Every fourth row lacks its last two fields, every sixth has one too many.
  public Csv ragged() {
    return with(Trick.RAGGED);
  }

  private Csv with(Trick trick) {
    var more = new ArrayList<>(tricks);
    more.add(trick);
    return new Csv(rows, separator, charset, List.copyOf(more));
  }

  /// The file.
  public byte[] bytes() {
    var text = new StringBuilder(tricks.contains(Trick.BYTE_ORDER_MARK) ? "\uFEFF" : "");
    text.append(line(List.of("order", "customer", "city", "amount", "date", "note")));
    for (int row = 1; row <= rows; row++) {
      text.append(line(fields(row)));
    }
    return text.toString().getBytes(charset);
  }

  private List<String> fields(int row) {
    var noise = new Noise(row);
    List<String> fields = new ArrayList<>();
    fields.add(Integer.toString(1000 + row));
    fields.add(NAMES.get((int) (noise.at(1, 0) * NAMES.size())));
    fields.add(CITIES.get((int) (noise.at(2, 0) * CITIES.size())));
    fields.add(String.format(Locale.ROOT, "%.2f", 10 + 990 * noise.at(3, 0)));
    fields.add("2026-%02d-%02d".formatted(1 + row % 12, 1 + row % 28));
    boolean broken = tricks.contains(Trick.QUOTED_NEWLINES) && row % 3 == 0;
    fields.add(broken ? "ring first\nback door" : "leave at door");
    return tricks.contains(Trick.RAGGED) ? bent(fields, row) : fields;
  }

  private static List<String> bent(List<String> fields, int row) {
    if (row % 4 == 0) {
      return fields.subList(0, fields.size() - 2);
    }
    if (row % 6 == 0) {
      fields.add("one too many");
    }
    return fields;
  }

  private String line(List<String> fields) {
    String between = String.valueOf(separator);
    return fields.stream().map(this::quoted).collect(Collectors.joining(between)) + "\r\n";
  }

  private String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == separator || c == '"' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
