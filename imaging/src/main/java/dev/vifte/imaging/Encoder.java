package dev.vifte.imaging;

import dev.vifte.imaging.encode.Bitmap;
import dev.vifte.imaging.encode.JpegWriter;
import dev.vifte.imaging.encode.PngWriter;
import dev.vifte.imaging.encode.Sampling;
import dev.vifte.imaging.encode.Source;

/// By our own writers. Writes pixels and nothing else: no metadata, no time, so equal pixels give
/// equal bytes.
final class Encoder {
  private Encoder() {}

  /// @param picture without alpha for JPEG
  static byte[] encode(Output picture, OutputFormat format, int quality, Deadline deadline)
      throws ImageRefused {
    return format == OutputFormat.JPEG
        ? jpeg(bitmap(picture), quality, deadline)
        : png(picture, deadline);
  }

  private static Bitmap bitmap(Output picture) {
    int channels = picture.pixels().channels;
    return new Bitmap(picture.width(), picture.height(), channels, picture.samples());
  }

  static byte[] jpeg(Source picture, int quality, Deadline deadline) throws ImageRefused {
    var writer = new JpegWriter(picture, quality, Sampling.HALF);
    while (writer.writeBand()) {
      deadline.check();
    }
    return writer.finish();
  }

  private static byte[] png(Output picture, Deadline deadline) throws ImageRefused {
    int channels = picture.pixels().channels;
    try (var writer =
        new PngWriter(picture.width(), picture.height(), channels, picture.samples())) {
      while (writer.writeRow()) {
        deadline.check();
      }
      return writer.finish();
    }
  }
}
