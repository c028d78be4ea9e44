package dev.vifte.workers.pdf;

import dev.vifte.stage.Reason;
import dev.vifte.stage.StageInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/// How a PDF begins and ends, which tells why it could not be read.
///
/// @param whole whether the mark of its end is there
record Signature(boolean whole) {
  private static final int WINDOW = 1024;

  /// Looks at the first and the last bytes.
  static Signature of(StageInput in) throws IOException, RefusedException {
    try (var file = new RandomAccessFile(in.path().toFile(), "r")) {
      long size = file.length();
      if (size == 0) {
        throw new RefusedException(Reason.EMPTY, "the file is empty");
      }
      if (!window(file, 0).contains("%PDF-")) {
        throw new RefusedException(
            Reason.UNSUPPORTED, "the file is no PDF: it does not begin with %PDF-");
      }
      return new Signature(window(file, Math.max(0, size - WINDOW)).contains("%%EOF"));
    }
  }

  RefusedException broken(Exception how) {
    String detail = Texts.brief(String.valueOf(how.getMessage()));
    return whole
        ? new RefusedException(
            Reason.CORRUPT,
            "the PDF is damaged (%s); save the document again and send that".formatted(detail))
        : new RefusedException(
            Reason.TRUNCATED, "the PDF ends too early (%s); send the whole file".formatted(detail));
  }

  private static String window(RandomAccessFile file, long from) throws IOException {
    var bytes = new byte[(int) Math.min(WINDOW, file.length() - from)];
    file.seek(from);
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
