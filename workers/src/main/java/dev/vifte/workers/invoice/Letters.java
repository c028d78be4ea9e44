package dev.vifte.workers.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The one font of a document, embedded with the letters it uses: Liberation Sans, which comes with
/// PDFBox under the SIL Open Font License.
final class Letters {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int UNKNOWN = '?';
  private static final float PER_SIZE = 1000;

  private final PDType0Font font;
  private final CmapLookup known;

  private Letters(PDType0Font font, CmapLookup known) {
    this.font = font;
    this.known = known;
  }

  static Letters in(PDDocument document) throws IOException {
    try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IOException("the font %s is not in the jar of PDFBox".formatted(FONT));
      }
      TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(in));
      return new Letters(PDType0Font.load(document, letters, true), letters.getUnicodeCmapLookup());
    }
  }

  PDType0Font font() {
    return font;
  }

  /// The text with only letters that the font has.
  String printable(String text) {
    var out = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
        .map(c -> known.getGlyphId(c) == 0 ? UNKNOWN : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /// In points.
  float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / PER_SIZE * size;
  }

  /// Cut into lines of a width, between words where there are any.
  List<String> wrapped(String text, float size, float width) throws IOException {
    var lines = new ArrayList<String>();
    String rest = printable(text).strip();
    while (width(rest, size) > width) {
      int cut = cut(rest, size, width);
      lines.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }

  private int cut(String text, float size, float width) throws IOException {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length() && width(text.substring(0, end + 1), size) <= width) {
      end++;
    }
    int space = text.lastIndexOf(' ', end);
    return space > 0 ? space : end;
  }
}
