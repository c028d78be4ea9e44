package dev.vifte.workers.invoice;

import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Paper that is written on from top to bottom; a new page begins when one is full. A4, measures in
/// points.
final class Sheet implements Closeable {
  static final float MARGIN = 56;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float THIN = 0.5f;

  private final PDDocument document;
  private final Letters letters;
  private PDPageContentStream page;
  private float y;

  Sheet(PDDocument document, Letters letters) throws IOException {
    this.document = document;
    this.letters = letters;
    this.page = open();
    this.y = PDRectangle.A4.getHeight() - MARGIN;
  }

  Letters letters() {
    return letters;
  }

  /// Moves down and begins a new page when that is below the last line.
  ///
  /// @return whether a new page was begun
  boolean down(float height) throws IOException {
    y -= height;
    if (y >= MARGIN) {
      return false;
    }
    page.close();
    page = open();
    y = PDRectangle.A4.getHeight() - MARGIN - height;
    return true;
  }

  /// Writes on the line where it is.
  ///
  /// @param x from the left margin
  void write(String text, float size, float x) throws IOException {
    page.beginText();
    page.setFont(letters.font(), size);
    page.newLineAtOffset(MARGIN + x, y);
    page.showText(text);
    page.endText();
  }

  /// Draws a line across the page, a little below the line where it is.
  void rule() throws IOException {
    page.setLineWidth(THIN);
    page.moveTo(MARGIN, y - THIN * 6);
    page.lineTo(MARGIN + WIDTH, y - THIN * 6);
    page.stroke();
  }

  @Override
  public void close() throws IOException {
    page.close();
  }

  private PDPageContentStream open() throws IOException {
    var fresh = new PDPage(PDRectangle.A4);
    document.addPage(fresh);
    return new PDPageContentStream(document, fresh);
  }
}
