package dev.vifte.workers.pdf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import java.io.IOException;
import java.util.Calendar;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.jspecify.annotations.Nullable;

/// What a PDF says of itself, as JSON of a bounded size.
final class Facts {
  private static final int MOST_SIZES = 50;

  private final ObjectNode json = Json.object();

  private Facts() {}

  static ObjectNode of(Pdf pdf) throws IOException {
    var facts = new Facts();
    PDDocument document = pdf.document();
    facts.json.put("pages", pdf.count()).put("version", "%.1f".formatted(document.getVersion()));
    facts.sizes(pdf);
    facts.about(document.getDocumentInformation());
    facts.protection(document);
    facts.json.put("text", TextProbe.findsText(pdf));
    Extras.write(document, facts.json);
    return facts.json;
  }

  /// Equal sizes together, as a reader sees them, in points (1/72 inch).
  private void sizes(Pdf pdf) {
    var sizes = new TreeMap<String, Integer>();
    for (PDPage page : pdf.pages()) {
      var canvas = Canvas.of(1, page, 72, Optional.empty());
      sizes.merge("%.0f x %.0f".formatted(canvas.width(), canvas.height()), 1, Integer::sum);
    }
    var array = json.putArray("pageSizes");
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_SIZES)
        .forEach(
            size -> array.addObject().put("points", size.getKey()).put("pages", size.getValue()));
  }

  private void about(PDDocumentInformation about) {
    put("title", about.getTitle());
    put("author", about.getAuthor());
    put("subject", about.getSubject());
    put("keywords", about.getKeywords());
    put("creator", about.getCreator());
    put("producer", about.getProducer());
    put("created", time(about.getCreationDate()));
    put("modified", time(about.getModificationDate()));
  }

  private void protection(PDDocument document) {
    json.put("encrypted", document.isEncrypted());
    if (document.isEncrypted()) {
      AccessPermission may = document.getCurrentAccessPermission();
      json.putObject("permissions")
          .put("print", may.canPrint())
          .put("copy", may.canExtractContent())
          .put("change", may.canModify())
          .put("fillForms", may.canFillInForm());
    }
  }

  private void put(String key, @Nullable String text) {
    Texts.field(text).ifPresent(found -> json.put(key, found));
  }

  private static @Nullable String time(@Nullable Calendar time) {
    return time == null ? null : time.toInstant().toString();
  }
}
