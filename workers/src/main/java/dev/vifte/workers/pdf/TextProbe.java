package dev.vifte.workers.pdf;

import java.io.IOException;
import java.io.Writer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Looks for a first visible character on the first pages.
final class TextProbe extends PDFTextStripper {
  private static final int PAGES = 5;

  private TextProbe() {}

  static boolean findsText(Pdf pdf) throws IOException {
    var probe = new TextProbe();
    probe.setEndPage(PAGES);
    try {
      probe.writeText(pdf.document(), Writer.nullWriter());
      return false;
    } catch (FoundException _) {
      return true;
    }
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    String letters = text.getUnicode();
    if (letters != null && !letters.isBlank()) {
      throw new FoundException();
    }
  }

  /// The way out of the walk through a page.
  private static final class FoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FoundException() {
      super("text was found", null, false, false);
    }
  }
}
