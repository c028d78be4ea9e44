package dev.vifte.imaging;

import dev.vifte.imaging.vips.Libvips;
import dev.vifte.imaging.vips.NativePicture;
import dev.vifte.imaging.vips.VipsFailed;
import java.io.IOException;

/// The rows of a picture that a library decodes.
final class NativeRows {
  private static final int ROWS = 64;

  private NativeRows() {}

  /// The one that is asked: no other is tried, whatever the bytes are.
  static String loader(ImageFormat format) {
    return format == ImageFormat.WEBP ? "webpload_buffer" : "heifload_buffer";
  }

  static void push(ImageHeader header, ImageFile.Decoding decoding, RowSink rows)
      throws IOException {
    Libvips vips = decoding.accelerator().reader(header.format());
    try (NativePicture picture = vips.read(loader(header.format()), decoding.file())) {
      requireSize(picture, header);
      push(picture, decoding.deadline(), rows);
    } catch (VipsFailed failure) {
      throw new ImageRefused(
          ImageRefused.Reason.CORRUPT,
          "The %s file is damaged or of a rare kind; save it again as JPEG or PNG"
              .formatted(header.format()),
          failure);
    }
  }

  /// The limits were judged on what we read of the header; so what libvips read must be the same.
  private static void requireSize(NativePicture picture, ImageHeader header) throws ImageRefused {
    if (picture.width() != header.width() || picture.height() != header.height()) {
      throw ImageRefused.corrupt(header.format(), "its parts tell different sizes");
    }
  }

  private static void push(NativePicture picture, Deadline deadline, RowSink rows)
      throws IOException {
    int height = picture.height();
    int bands = picture.bands();
    rows.begin(picture.width(), height, bands == 4 ? Pixels.RGBA : Pixels.RGB);
    byte[] row = new byte[picture.width() * bands];
    for (int top = 0; top < height; top += ROWS) {
      deadline.check();
      int count = Math.min(ROWS, height - top);
      byte[] strip = picture.rows(top, count);
      for (int i = 0; i < count; i++) {
        System.arraycopy(strip, i * row.length, row, 0, row.length);
        rows.row(row);
      }
    }
  }
}
