package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/// A Windows or OS/2 bitmap.
///
/// @param data where pixels begin
record BmpFile(ImageHeader header, long data) implements RowFile {
  private static final int CORE_HEADER = 12;

  /// Of the header's field for compression: a whole file of another format lies inside.
  private static final int JPEG_INSIDE = 4;

  private static final int PNG_INSIDE = 5;

  static BmpFile parse(DataIn in) throws IOException {
    in.order(ByteOrder.LITTLE_ENDIAN).skip(10);
    long data = in.u32();
    boolean core = in.u32() == CORE_HEADER;
    int width = core ? in.u16() : (int) in.u32();
    int height = core ? in.u16() : Math.abs((int) in.u32());
    in.skip(2);
    int bits = in.u16();
    long compression = core ? 0 : in.u32();
    if (width < 1 || height < 1 || bits > 32) {
      throw ImageRefused.corrupt(
          ImageFormat.BMP, "its size is %d x %d px".formatted(width, height));
    }
    // The reader would make an array as long as the header says and decode what it finds in it, of
    // whatever size that is.
    if (compression == JPEG_INSIDE || compression == PNG_INSIDE) {
      throw ImageRefused.unsupported(ImageFormat.BMP, "a BMP around a JPEG or PNG");
    }
    var samples = new Samples(3, Math.min(8, bits), false);
    var header =
        new ImageHeader(ImageFormat.BMP, width, height, 1, samples, Coding.PLAIN, 1, false);
    return new BmpFile(header, data);
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    return Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    var source =
        new Readers.Source(ImageFormat.BMP, new Splice().add(decoding.file()), decoding.deadline());
    RasterRows.of(Readers.first(source)).push(decoding.deadline(), rows);
  }
}
