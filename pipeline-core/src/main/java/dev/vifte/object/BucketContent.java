package dev.vifte.object;

import java.io.IOException;
import java.io.InputStream;

/// An open object of a foreign bucket. Whoever opened it closes it.
///
/// @param stream the whole content, once
public record BucketContent(BucketObject object, InputStream stream) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
