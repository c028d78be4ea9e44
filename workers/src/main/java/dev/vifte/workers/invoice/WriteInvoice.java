package dev.vifte.workers.invoice;

import dev.vifte.Json;
import dev.vifte.object.MediaType;
import dev.vifte.pipeline.StageKind;
import dev.vifte.stage.Execution;
import dev.vifte.stage.Outcome;
import dev.vifte.stage.Output;
import dev.vifte.stage.Reason;
import dev.vifte.stage.Stage;
import dev.vifte.stage.StageInput;
import dev.vifte.stage.StageSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes `invoice.pdf` out of a JSON object such as
///
/// ```json
/// {"invoice_id": "F-17", "user_id": "ada", "currency": "€",
///  "lines": [{"description": "Blåbær", "quantity": 2, "unit_price": 45.5}]}
/// ```
///
/// by a template, which names the fields there must be: see [#WriteInvoice(String)]. What is wrong
/// in the JSON is [Reason#INVALID_INPUT] with its line or field.
public final class WriteInvoice implements Stage {
  static final StageKind KIND = new StageKind("pdf/invoice");

  private static final MediaType PDF = new MediaType("application/pdf");
  private static final int LARGEST = 1 << 20;
  private static final long COST = 32L << 20;

  private final Optional<Template> own;

  /// By the template that comes with it.
  public WriteInvoice() {
    this(Optional.empty());
  }

  /// By a template of your own. Each of its lines is a line of text, and these are special: `#
  /// large` and `## smaller` headings, `---` a line across the page, an empty line a gap, and
  /// tables as in Markdown, whose one row is written for each element of a list:
  ///
  /// ```
  /// # Invoice {invoice_id}
  /// Date: {date?}
  /// | Description         | Amount           |
  /// |---------------------|-----------------:|
  /// | {lines.description} | {lines.amount:2} |
  /// ```
  ///
  /// `{total}` is a field that must be there, `{customer.name}` one inside another, `{date?}` one
  /// that may be absent, `{total:2}` a number with two decimals. A line whose fields are all absent
  /// is left out. `amount` of a line and `total` are computed when they are not given.
  ///
  /// @throws IllegalArgumentException naming the line of the template that is wrong
  public WriteInvoice(String template) {
    this(Optional.of(Template.parse(template)));
  }

  private WriteInvoice(Optional<Template> own) {
    this.own = own;
  }

  @Override
  public StageKind kind() {
    return KIND;
  }

  @Override
  public String version() {
    return "1-pdfbox3.0.8";
  }

  @Override
  public StageSettings settings() {
    var json = Json.object();
    own.ifPresent(template -> json.put("template", template.source()));
    return StageSettings.of(json);
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
  public Outcome process(StageInput in) throws IOException {
    if (in.file().size() == 0) {
      return Outcome.reject(Reason.EMPTY, "the file is empty; send an invoice as JSON");
    }
    if (in.file().size() > LARGEST) {
      return Outcome.reject(
          Reason.TOO_LARGE,
          "the invoice is %d bytes of JSON; at most %d".formatted(in.file().size(), LARGEST));
    }
    try (var bytes = in.open()) {
      return print(Invoice.read(bytes.readNBytes(LARGEST)), in);
    } catch (InvalidInvoiceException e) {
      return Outcome.reject(Reason.INVALID_INPUT, "the invoice cannot be made: " + e.getMessage());
    }
  }

  private Outcome print(Invoice invoice, StageInput in)
      throws IOException, InvalidInvoiceException {
    var printed = Printer.print(own.orElseGet(Template::standard), invoice);
    if (printed.pages() > in.limits().pages()) {
      return Outcome.reject(
          Reason.TOO_MANY_PAGES,
          "the invoice has %d pages; at most %d (limits.pages)"
              .formatted(printed.pages(), in.limits().pages()));
    }
    var output = Output.bytes("invoice.pdf", PDF, printed.bytes()).with("pages", printed.pages());
    return Outcome.done(Json.object().put("pages", printed.pages()), List.of(output));
  }
}
