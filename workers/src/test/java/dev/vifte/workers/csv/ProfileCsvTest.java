package dev.vifte.workers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.Json;
import dev.vifte.stage.Deadline;
import dev.vifte.stage.InvalidSettingsException;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.StageSettings;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.media.HostileFiles;
import dev.vifte.testkit.media.Media;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCsvTest {
  @Test
  void rows_and_columns_are_counted_without_the_header() throws IOException {
    var data = read("id,name\n1,Ada\n2,Bo\n3,Cy\n");

    assertThat(data.path("header").asBoolean()).isTrue();
    assertThat(data.path("rows").asLong()).isEqualTo(3);
    assertThat(data.path("columns").asInt()).isEqualTo(2);
    assertThat(data.path("fields").path(0).path("name").asText()).isEqualTo("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_delimiter_is_found(String delimiter) throws IOException {
    var data = read("a%1$sb%1$sc\n1%1$s2%1$s3\n4%1$s5%1$s6\n".formatted(delimiter));

    assertThat(data.path("delimiter").asText()).isEqualTo(delimiter);
    assertThat(data.path("columns").asInt()).isEqualTo(3);
  }

  @Test
  void a_comma_in_prices_does_not_hide_a_semicolon() throws IOException {
    var data = read("name;price\nknife;9,90\nfork;12,50\n");

    assertThat(data.path("delimiter").asText()).isEqualTo(";");
    assertThat(field(data, 1).path("type").asText()).isEqualTo("decimal");
    assertThat(field(data, 1).path("min").asText()).isEqualTo("9,90");
    assertThat(field(data, 1).path("max").asText()).isEqualTo("12,50");
  }

  @Test
  void the_sample_tables_of_the_testkit_are_read() throws IOException {
    assertThat(read(Media.csv(250).bytes()).path("rows").asInt()).isEqualTo(250);
    assertThat(read(Media.csv(20).semicolon().bytes()).path("rows").asInt()).isEqualTo(20);
    assertThat(read(Media.csv(20).quotedNewlines().bytes()).path("rows").asInt()).isEqualTo(20);
    assertThat(read(Media.csv(20).latin1().bytes()).path("charset").asText())
        .isEqualTo("ISO-8859-1");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
    var data = read("\uFEFF\"id\",text\n1,a\n");

    assertThat(data.path("byteOrderMark").asBoolean()).isTrue();
    assertThat(field(data, 0).path("name").asText()).isEqualTo("id");
  }

  @Test
  void utf_16_with_a_mark_is_read() throws IOException {
    var data = read("\uFEFFa,b\n1,ø\n".getBytes(StandardCharsets.UTF_16LE));

    assertThat(data.path("charset").asText()).isEqualTo("UTF-16LE");
    assertThat(field(data, 0).path("name").asText()).isEqualTo("a");
  }

  @Test
  void letters_of_windows_are_told_from_latin_1() throws IOException {
    byte[] euro = "a;b\n1;€ 5\n".getBytes(Charset.forName("windows-1252"));

    assertThat(read(euro).path("charset").asText()).isEqualTo("windows-1252");
  }

  @Test
  void types_ranges_and_empty_cells_are_told() throws IOException {
    var data = read("n,d,when,word\n10,1.5,2026-01-02,x\n9,,2025-12-31,y\n,2e3,2026-05-01,\n");

    assertThat(field(data, 0).toString())
        .isEqualTo(
            "{\"name\":\"n\",\"type\":\"integer\",\"empty\":1,\"longest\":2,\"min\":\"9\",\"max\":\"10\"}");
    assertThat(field(data, 1).path("max").asText()).isEqualTo("2e3");
    assertThat(field(data, 2).path("min").asText()).isEqualTo("2025-12-31");
    assertThat(field(data, 3).path("type").asText()).isEqualTo("text");
  }

  @Test
  void rows_that_do_not_fit_are_named_by_their_lines() throws IOException {
    var bad = read("a,b\n1,2\n1,2,3\n\"x\ny\",2\n1\n").path("badRows");

    assertThat(bad.path("count").asInt()).isEqualTo(2);
    assertThat(bad.path("first").toString())
        .isEqualTo(
            "[{\"line\":3,\"why\":\"has 3 fields, not 2\"},{\"line\":6,\"why\":\"has 1 fields, not 2\"}]");
  }

  @Test
  void only_the_first_ten_bad_rows_are_named() throws IOException {
    var bad = read("a,b\n1,2\n" + "1,2,3\n".repeat(50)).path("badRows");

    assertThat(bad.path("count").asInt()).isEqualTo(50);
    assertThat(bad.path("first").size()).isEqualTo(10);
  }

  @Test
  void a_quote_that_is_never_closed_is_named_with_the_line_of_its_row() throws IOException {
    var data = read("a,b\n1,2\n1,\"open\n" + "x,y\n".repeat(100));

    assertThat(data.path("complete").asBoolean()).isFalse();
    assertThat(data.path("rows").asInt()).isEqualTo(1);
    assertThat(data.path("badRows").path("first").path(0).path("line").asInt()).isEqualTo(3);
    assertThat(data.path("badRows").toString()).contains("is a quote left open?");
  }

  @Test
  void a_field_of_megabytes_ends_the_reading() throws IOException {
    var data = read("a,b\n1,\"" + "x,y\n".repeat(1_000_000));

    assertThat(data.path("complete").asBoolean()).isFalse();
    assertThat(data.path("badRows").toString()).contains("more than 1000000 characters");
  }

  @Test
  void a_number_of_a_billion_digits_is_a_text() throws IOException {
    var data = read("n,m\n1,1\n1e999999999,2\n-1e-999999999,3\n");

    assertThat(field(data, 0).path("type").asText()).isEqualTo("text");
  }

  @Test
  void cells_a_spreadsheet_would_run_are_counted() throws IOException {
    var data = read("a,b\n=1+1,@SUM(A1)\n-5,+47 22 33 44 55\n+cmd|' /C calc'!A0,x\n");

    assertThat(data.path("formulaCells").asInt()).isEqualTo(3);
  }

  @Test
  void a_table_of_numbers_has_no_header() throws IOException {
    var data = read("1,2\n3,4\n");

    assertThat(data.path("header").asBoolean()).isFalse();
    assertThat(data.path("rows").asInt()).isEqualTo(2);
    assertThat(field(data, 0).path("name").asText()).isEmpty();
  }

  @Test
  void many_columns_are_counted_and_the_first_are_told() throws IOException {
    var data = read(",".repeat(99_999) + "\n");

    assertThat(data.path("columns").asInt()).isEqualTo(100_000);
    assertThat(data.path("fields").size()).isEqualTo(200);
  }

  @Test
  void an_empty_file_and_one_without_rows_are_rejected() throws IOException {
    assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
    assertThat(reason("\n\n\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void a_file_that_is_no_text_is_rejected() throws IOException {
    assertThat(reason(Media.png(40, 30).bytes())).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(HostileFiles.random().bytes())).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void time_that_is_over_ends_the_reading() throws IOException {
    var input =
        StageInputs.of(Media.csv(5_000).bytes()).until(Deadline.after(Duration.ZERO, () -> 0));

    assertThat(new ProfileCsv().process(input))
        .isInstanceOfSatisfying(
            Outcome.Reject.class, reject -> assertThat(reject.reason()).isEqualTo(Reason.TIMEOUT));
  }

  @Test
  void settings_win_over_guesses() throws Exception {
    var with = StageSettings.of(Json.object().put("delimiter", ";").put("header", "no"));
    var stage = new ProfileCsvProvider().create(with);

    assertThat(stage.settings()).isEqualTo(with);
    var data = ((Outcome.Done) stage.process(StageInputs.text("a,b\n1,2\n"))).data();
    assertThat(data.path("columns").asInt()).isEqualTo(1);
    assertThat(data.path("header").asBoolean()).isFalse();
  }

  @Test
  void every_wrong_setting_is_named() {
    var with =
        StageSettings.of(
            Json.object().put("delimiter", "<>").put("header", "maybe").put("qoute", "'"));

    assertThatThrownBy(() -> new ProfileCsvProvider().create(with))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("delimiter: must be one character")
        .hasMessageContaining("header: 'maybe' is unknown")
        .hasMessageContaining("qoute: is not known here");
  }

  private static JsonNode read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode read(byte[] csv) throws IOException {
    var outcome = new ProfileCsv().process(StageInputs.of(csv));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).data();
  }

  private static JsonNode field(JsonNode data, int index) {
    return data.path("fields").path(index);
  }

  private static Reason reason(byte[] bytes) throws IOException {
    var outcome = new ProfileCsv().process(StageInputs.of(bytes));
    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    return ((Outcome.Reject) outcome).reason();
  }
}
