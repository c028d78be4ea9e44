package dev.vifte.workers.pdf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/// What else is in a PDF besides its pages. Looks, but runs and opens nothing.
final class Extras {
  private static final int MOST_FIELDS = 10_000;

  private Extras() {}

  static void write(PDDocument document, ObjectNode json) throws IOException {
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    form(catalog.getAcroForm(null), json);
    COSDictionary root = catalog.getCOSObject();
    json.put("scripts", names(root).containsKey(COSName.getPDFName("JavaScript")) || opens(root));
    json.put("attachments", names(root).containsKey(COSName.EMBEDDED_FILES));
    json.put("outline", root.containsKey(COSName.OUTLINES));
    json.put("tagged", root.containsKey(COSName.STRUCT_TREE_ROOT));
    Texts.field(catalog.getLanguage()).ifPresent(language -> json.put("language", language));
  }

  private static void form(@Nullable PDAcroForm form, ObjectNode json) {
    int fields = 0;
    int signatures = 0;
    if (form != null) {
      for (PDField field : form.getFieldTree()) {
        if (fields++ == MOST_FIELDS) {
          break;
        }
        signatures += field instanceof PDSignatureField signed && signed.getValue() != null ? 1 : 0;
      }
    }
    json.put("formFields", fields).put("signatures", signatures);
    json.put("xfa", form != null && form.hasXFA());
  }

  /// Whether opening the document starts something.
  private static boolean opens(COSDictionary root) {
    return part(root, COSName.OPEN_ACTION).containsKey(COSName.JS);
  }

  private static COSDictionary names(COSDictionary root) {
    return part(root, COSName.NAMES);
  }

  private static COSDictionary part(COSDictionary root, COSName name) {
    return Optional.ofNullable(root.getCOSDictionary(name)).orElseGet(COSDictionary::new);
  }
}
