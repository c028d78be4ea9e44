package dev.vifte.testkit.media;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/// What is drawn on one page: a heading, lines of text, a chart in vectors and the picture `/Im1`.
record PdfPage(double width, double height, double pictureAspect) {
  private static final Charset WIN_ANSI = Charset.forName("windows-1252");
  private static final double MARGIN = 56;
  private static final double LEADING = 17;

  /// The content stream, in PDF operators (ISO 32000-1, annex A).
  byte[] content(String heading, List<String> lines, int page) {
    var out = new Bytes();
    double y = height - MARGIN - 24;
    text(out, "/F2 24", y, heading);
    for (String line : lines) {
      y -= LEADING;
      text(out, "/F1 11", y - 14, line);
    }
    double pictureWidth = width - 2 * MARGIN;
    double pictureHeight = Math.min(pictureWidth / pictureAspect, height * 0.36);
    double pictureAt = y - 40 - pictureHeight;
    out.text(
        "q %s 0 0 %s %s %s cm /Im1 Do Q\n"
            .formatted(
                n(pictureHeight * pictureAspect), n(pictureHeight), n(MARGIN), n(pictureAt)));
    chart(out, Math.max(MARGIN, pictureAt - 170), page);
    return out.toArray();
  }

  private static void text(Bytes out, String font, double y, String line) {
    String escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    out.text("BT %s Tf %s %s Td (".formatted(font, n(MARGIN), n(y)));
    out.add(escaped.getBytes(WIN_ANSI)).text(") Tj ET\n");
  }

  /// Twelve bars and a curve over them.
  private void chart(Bytes out, double bottom, int page) {
    double step = (width - 2 * MARGIN) / 12;
    var noise = new Noise(page);
    for (int bar = 0; bar < 12; bar++) {
      double tall = 20 + 100 * noise.at(bar, page);
      out.text(
          "0.%d 0.45 0.7 rg %s %s %s %s re f\n"
              .formatted(bar % 9 + 1, n(MARGIN + bar * step), n(bottom), n(step * 0.7), n(tall)));
    }
    out.text("0.9 0.3 0.2 RG 2 w %s %s m ".formatted(n(MARGIN), n(bottom + 30)));
    out.text(
        "%s %s %s %s %s %s c S 0 g\n"
            .formatted(
                n(width * 0.35),
                n(bottom + 160),
                n(width * 0.6),
                n(bottom - 20),
                n(width - MARGIN),
                n(bottom + 130)));
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
