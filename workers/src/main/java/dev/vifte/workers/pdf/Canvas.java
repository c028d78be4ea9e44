package dev.vifte.workers.pdf;

import dev.vifte.stage.Reason;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// How large a page becomes, decided before a pixel is allocated.
///
/// @param scale pixels per point
record Canvas(int page, double width, double height, double scale) {
  private static final double POINTS_PER_INCH = 72;
  private static final int BYTES_PER_PIXEL = 4;

  /// Of page `number` at a resolution, no side longer than `maxSide` pixels.
  static Canvas of(int number, PDPage page, int dpi, Optional<Integer> maxSide) {
    PDRectangle box = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    double width = turned ? box.getHeight() : box.getWidth();
    double height = turned ? box.getWidth() : box.getHeight();
    double side = Math.max(width, height);
    double scale =
        Math.min(dpi / POINTS_PER_INCH, maxSide.map(most -> most / side).orElse(Double.MAX_VALUE));
    return new Canvas(number, width, height, scale);
  }

  /// Checks it against the limit of the pipeline and half of this JVM's heap.
  ///
  /// @throws RefusedException saying how large it would be and what to do
  Canvas within(long maxPixels) throws RefusedException {
    long pixels = (long) Math.min(Long.MAX_VALUE, width * scale * height * scale);
    if (pixels > maxPixels) {
      throw tooLarge("the limit is %d pixels (limits.pixels)".formatted(maxPixels));
    }
    long heap = Runtime.getRuntime().maxMemory() / 2;
    if (pixels > heap / BYTES_PER_PIXEL) {
      throw tooLarge("only %d pixels fit into memory".formatted(heap / BYTES_PER_PIXEL));
    }
    return this;
  }

  private RefusedException tooLarge(String limit) {
    return new RefusedException(
        Reason.TOO_MANY_PIXELS,
        "page %d is %.0f x %.0f points, which is %.0f x %.0f pixels; %s; lower dpi or set max-side"
            .formatted(page, width, height, width * scale, height * scale, limit));
  }
}
