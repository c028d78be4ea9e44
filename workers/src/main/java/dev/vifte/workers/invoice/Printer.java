package dev.vifte.workers.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vifte.workers.invoice.Block.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Prints an invoice by a template. Equal input gives equal bytes: no clock, no random id.
final class Printer {
  private static final float LEADING = 1.4f;
  private static final float GAP = 10;
  private static final int MOST_ROWS = 10_000;
  private static final long NO_TIME = 0;

  private final Invoice invoice;
  private final Sheet sheet;

  private Printer(Invoice invoice, Sheet sheet) {
    this.invoice = invoice;
    this.sheet = sheet;
  }

  /// A finished PDF.
  ///
  /// @param bytes given away
  record Printed(@SuppressWarnings("ArrayRecordComponent") byte[] bytes, int pages) {}

  static Printed print(Template template, Invoice invoice)
      throws IOException, InvalidInvoiceException {
    try (var document = new PDDocument()) {
      document.setDocumentId(NO_TIME);
      try (var sheet = new Sheet(document, Letters.in(document))) {
        var printer = new Printer(invoice, sheet);
        for (Block block : template.blocks()) {
          printer.print(block);
        }
      }
      var out = new ByteArrayOutputStream();
      document.save(out);
      return new Printed(out.toByteArray(), document.getNumberOfPages());
    }
  }

  private void print(Block block) throws IOException, InvalidInvoiceException {
    switch (block) {
      case Block.Text(var phrase, var size) -> text(phrase, size);
      case Block.Gap() -> sheet.down(GAP);
      case Block.Rule() -> sheet.rule();
      case Table table -> TableArtist.draw(sheet, table.columns(), rows(table));
    }
  }

  private void text(Phrase phrase, float size) throws IOException, InvalidInvoiceException {
    var filled = phrase.filled(invoice.json());
    if (filled.isPresent()) {
      for (String line : sheet.letters().wrapped(filled.get(), size, Sheet.WIDTH)) {
        sheet.down(size * LEADING);
        sheet.write(line, size, 0);
      }
    }
  }

  private List<List<String>> rows(Table table) throws InvalidInvoiceException {
    JsonNode list = invoice.json().path(table.list());
    if (!list.isArray() || list.size() > MOST_ROWS) {
      throw new InvalidInvoiceException(
          "field '%s' must be a list of at most %d elements".formatted(table.list(), MOST_ROWS));
    }
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < list.size(); i++) {
      var cells = new ArrayList<String>();
      for (Phrase cell : table.cells()) {
        String at = "%s[%d]".formatted(table.list(), i);
        cells.add(cell.filled(list.get(i), 1, at).orElse(""));
      }
      rows.add(cells);
    }
    return rows;
  }
}
