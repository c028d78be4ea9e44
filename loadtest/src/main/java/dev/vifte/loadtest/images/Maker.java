package dev.vifte.loadtest.images;

import java.io.IOException;
import java.util.List;

/// One way of making small pictures in Java.
interface Maker {
  /// From one decode, a file for each side, in their order.
  ///
  /// @param lossless PNG instead of JPEG
  List<byte[]> render(byte[] file, List<Integer> sides, boolean lossless) throws IOException;

  /// Does what it can so that the first picture is not slow.
  void warmUp();

  /// Decodes a picture so that it can be written again and again.
  Encoding encoding(byte[] file) throws IOException;

  /// Writes one picture as JPEG.
  interface Encoding {
    byte[] write() throws IOException;
  }
}
