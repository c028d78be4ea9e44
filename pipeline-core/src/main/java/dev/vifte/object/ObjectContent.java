package dev.vifte.object;

import java.io.IOException;
import java.io.InputStream;

/// An open object. Whoever opened it closes it.
///
/// @param info of the whole object
/// @param stream the asked range, once
public record ObjectContent(ObjectInfo info, InputStream stream) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
