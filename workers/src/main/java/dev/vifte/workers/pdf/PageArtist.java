package dev.vifte.workers.pdf;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Draws pages. Pictures in them are decoded whole, which looks best, unless they are so large that
/// memory forbids it; pictures that cannot be decoded are left out and counted.
final class PageArtist extends PDFRenderer {
  private static final long WHOLE = 20_000_000;

  private int missing;

  private PageArtist(PDDocument document) {
    super(document);
    setSubsamplingAllowed(true);
  }

  static PageArtist of(Pdf pdf) {
    pdf.fillForm();
    return new PageArtist(pdf.document());
  }

  /// How many pictures could not be drawn up to now.
  int missing() {
    return missing;
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new Drawer(parameters);
  }

  private final class Drawer extends PageDrawer {
    Drawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    protected int getSubsampling(PDImage image, AffineTransform at) {
      long pixels = (long) image.getWidth() * image.getHeight();
      return pixels <= WHOLE ? 1 : super.getSubsampling(image, at);
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
        throws IOException {
      if (e instanceof MissingImageReaderException) {
        missing++;
      }
      super.operatorException(operator, operands, e);
    }
  }
}
