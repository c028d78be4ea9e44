package dev.vifte.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CsvTest {
  private final Csv csv = Media.csv(24);

  private static String utf8(Csv table) {
    return new String(table.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void it_has_a_header_and_as_many_rows_as_asked() {
    assertThat(utf8(csv).lines())
        .hasSize(25)
        .first()
        .isEqualTo("order,customer,city,amount,date,note");
  }

  @Test
  void separators_and_quotes_inside_a_field_are_quoted() {
    assertThat(utf8(csv)).contains("\"Müller, Anna\"", "\"Jørn \"\"Jo\"\" Hæg\"");
    assertThat(utf8(csv.semicolon())).contains(";Müller, Anna;");
  }

  @Test
  void latin_1_is_not_valid_utf_8() {
    assertThat(utf8(csv.latin1())).contains("\uFFFD");
  }

  @Test
  void the_byte_order_mark_is_the_one_of_utf_8() {
    assertThat(csv.byteOrderMark().bytes()).startsWith(0xEF, 0xBB, 0xBF, 'o');
  }

  @Test
  void quoted_newlines_make_more_lines_than_rows() {
    assertThat(utf8(csv.quotedNewlines()).lines()).hasSize(25 + 8).contains("back door\"");
  }

  @Test
  void ragged_rows_have_too_few_or_too_many_fields() {
    assertThat(utf8(csv.ragged()).lines().map(line -> line.replaceAll("\"[^,]*,[^,]*\"", "name")))
        .anyMatch(line -> line.split(",", -1).length == 4)
        .anyMatch(line -> line.split(",", -1).length == 7);
  }
}
