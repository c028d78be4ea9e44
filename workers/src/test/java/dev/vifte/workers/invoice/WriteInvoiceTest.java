package dev.vifte.workers.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vifte.stage.Outcome;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stages;
import dev.vifte.testkit.StageInputs;
import dev.vifte.testkit.TestInput;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteInvoiceTest {
  private static final String GOOD =
      """
      {"invoice_id": "F-17", "user_id": "Åse Ærø", "currency": "€",
       "lines": [
         {"description": "Blåbærsyltetøy", "quantity": 2, "unit_price": 45.5},
         {"description": "Frakt", "amount": 9.05}]}
      """;

  @Test
  void letters_beyond_ascii_survive_into_the_text_of_the_pdf() throws IOException {
    assertThat(text(print(new WriteInvoice(), GOOD)))
        .contains("Invoice F-17", "Customer: Åse Ærø", "Blåbærsyltetøy", "100.05 €");
  }

  @Test
  void amounts_and_the_total_are_computed_exactly() throws IOException {
    var text = text(print(new WriteInvoice(), GOOD));

    assertThat(text).contains("45.50", "91.00", "9.05", "Total 100.05");
  }

  @Test
  void a_line_whose_fields_are_absent_is_left_out() throws IOException {
    assertThat(text(print(new WriteInvoice(), GOOD))).doesNotContain("Date:", "Due:");
  }

  @Test
  void the_same_invoice_gives_the_same_bytes_with_its_font_inside() throws IOException {
    byte[] once = print(new WriteInvoice(), GOOD);

    assertThat(print(new WriteInvoice(), GOOD)).isEqualTo(once);
    try (var document = Loader.loadPDF(once)) {
      var resources = document.getPage(0).getResources();
      PDFont font = resources.getFont(resources.getFontNames().iterator().next());
      assertThat(font.isEmbedded()).isTrue();
    }
  }

  @Test
  void a_long_list_fills_many_pages_with_its_titles_on_each() throws IOException {
    var lines = IntStream.range(0, 120).mapToObj(WriteInvoiceTest::line).toList();
    var json = "{\"invoice_id\": 1, \"user_id\": 2, \"lines\": %s}".formatted(lines);

    var text = text(print(new WriteInvoice(), json));

    assertThat(text.split("Description", -1)).hasSizeGreaterThan(3);
    assertThat(text).contains("Total 120.00");
  }

  @Test
  void a_template_of_ones_own_replaces_the_standard_one() throws IOException {
    var stage =
        new WriteInvoice(
            """
            ## Faktura {customer.number}
            ---
            | Vare        | Sum           |
            |-------------|--------------:|
            | {items.what} | {items.sum:1} |
            """);

    var text =
        text(
            print(
                stage,
                "{\"customer\": {\"number\": 7}, \"items\": [{\"what\": \"ost\", \"sum\": 3}]}"));

    assertThat(text).contains("Faktura 7", "ost", "3.0").doesNotContain("Invoice");
  }

  @Test
  void letters_that_the_font_does_not_have_become_question_marks() throws IOException {
    var json = "{\"invoice_id\": \"名\", \"user_id\": \"a\\u0000b\", \"lines\": []}";

    assertThat(text(print(new WriteInvoice(), json))).contains("Invoice ?", "Customer: a b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"invoice_id\": 1, | line 1",
        "[] | JSON object",
        "{} | 'invoice_id' is missing",
        "{\"invoice_id\":1,\"user_id\":2} | 'lines' must be a list",
        "{\"invoice_id\":{},\"user_id\":2} | 'invoice_id' must be a text or a number",
        "{\"invoice_id\":1,\"invoice_id\":2} | Duplicate",
        "{\"invoice_id\":1,\"user_id\":2,\"lines\":[{}]} | 'lines[0].description' is missing",
        "{\"invoice_id\":1,\"user_id\":2,\"lines\":[],\"total\":1e999999999} | more than 30 digits",
        "{\"invoice_id\":1,\"user_id\":2,\"lines\":[],\"total\":\"x\"} | 'total' must be a number",
      })
  void what_is_wrong_is_named(String json, String why) throws IOException {
    var outcome = (Outcome.Reject) new WriteInvoice().process(StageInputs.text(json));

    assertThat(outcome.reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(outcome.why()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ok\\n{a b}; line 2: '{a b}'",
        "|a|; line 1: a table has",
        "|a|\\n|-|\\n|{total}|; line 1: the fields of a table row",
        "|a|b|\\n|-|-|\\n|{l.x}|; as many cells each",
      })
  void a_wrong_template_names_its_line(String template, String why) {
    assertThatThrownBy(() -> new WriteInvoice(template.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_stage_built_in_java_is_built_again_from_its_settings() {
    var stage = new WriteInvoice("# {total}\n");
    var stages = Stages.discover(WriteInvoiceTest.class.getClassLoader());

    assertThat(stages.create(stage.kind(), stage.settings()).settings())
        .isEqualTo(stage.settings());
  }

  private static String line(int i) {
    return "{\"description\": \"%s\", \"quantity\": 1, \"unit_price\": 1}"
        .formatted("a long description ".repeat(i % 9));
  }

  private static byte[] print(WriteInvoice stage, String json) throws IOException {
    var done = (Outcome.Done) stage.process(StageInputs.text(json));
    return TestInput.content(done.outputs().getFirst());
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
