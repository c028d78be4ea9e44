package dev.vifte.workers.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;

/// Writes the text of all pages, form values included, and counts the characters of each.
final class PageTexts extends PDFTextStripper {
  private final TextFile file;
  private final List<Integer> counts = new ArrayList<>();
  private long start;

  private PageTexts(TextFile file) {
    this.file = file;
    setLineSeparator("\n");
    setPageEnd("");
  }

  static List<Integer> write(Pdf pdf, TextFile file) throws RefusedException {
    var texts = new PageTexts(file);
    Pdf.parse(
        "the text",
        () -> {
          pdf.flattenForm();
          texts.writeText(pdf.document(), file);
          return true;
        });
    return texts.counts;
  }

  @Override
  protected void startPage(PDPage page) throws IOException {
    if (!counts.isEmpty()) {
      file.write('\f');
    }
    start = file.written();
  }

  @Override
  protected void endPage(PDPage page) {
    counts.add((int) (file.written() - start));
  }
}
