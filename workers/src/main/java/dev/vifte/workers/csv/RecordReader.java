package dev.vifte.workers.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Bounds what the parser may read for one record: without it a quote that is never closed makes
/// the rest of the file one field.
final class RecordReader extends FilterReader {
  /// In characters; the parser's buffer of 8 Ki comes on top.
  static final int MAX_RECORD = 1_000_000;

  private int left = MAX_RECORD;

  RecordReader(Reader in) {
    super(in);
  }

  /// A new record begins.
  void begin() {
    left = MAX_RECORD;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    spend(c < 0 ? 0 : 1);
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    spend(Math.max(0, count));
    return count;
  }

  private void spend(int chars) throws IOException {
    left -= chars;
    if (left < 0) {
      throw new IOException(
          "a row has more than %d characters; is a quote left open?".formatted(MAX_RECORD));
    }
  }
}
