package dev.vifte.workers.pdf;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Counts what is written and refuses to go on for ever.
final class TextFile extends FilterWriter {
  private static final long MOST = 100_000_000;

  private long written;

  TextFile(Writer out) {
    super(out);
  }

  long written() {
    return written;
  }

  @Override
  public void write(int c) throws IOException {
    count(1);
    out.write(c);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    count(length);
    out.write(text, from, length);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    count(length);
    out.write(text, from, length);
  }

  private void count(int more) throws IOException {
    written += more;
    if (written > MOST) {
      throw new IOException("its text is longer than %d characters".formatted(MOST));
    }
  }
}
