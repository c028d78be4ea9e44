package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A Photoshop document: its flattened picture. The reader is handed the file without resources and
/// layers.
///
/// @param head the file header and the colour mode data
/// @param data the flattened picture, to the end of the file
/// @param icc the profile among the resources; length 0 without
record PsdFile(ImageHeader header, Range head, Range data, Range icc) implements RowFile {
  private static final int RESOURCE = 0x3842494d;
  private static final int ICC_RESOURCE = 1039;
  private static final int EXIF_RESOURCE = 1058;

  static PsdFile parse(DataIn in) throws IOException {
    in.skip(4);
    boolean large = in.u16() == 2;
    in.skip(6);
    int channels = in.u16();
    long height = in.u32();
    long width = in.u32();
    int bits = in.u16();
    int mode = in.u16();
    if (Math.min(width, height) < 1 || Math.max(width, height) > 300_000 || channels > 56) {
      throw ImageRefused.corrupt(
          ImageFormat.PSD, "its size is %d x %d px".formatted(width, height));
    }
    in.skip(in.u32());
    Range head = new Range(0, in.position());
    Resources found = resources(in);
    in.skip(large ? in.u32() << 32 | in.u32() : in.u32());
    boolean alpha = channels > (mode == 4 ? 4 : mode == 3 || mode == 9 ? 3 : 1);
    var header =
        new ImageHeader(
            ImageFormat.PSD,
            (int) width,
            (int) height,
            1,
            new Samples(channels, bits, alpha),
            Coding.PLAIN,
            found.orientation(),
            found.icc().length() > 0);
    return new PsdFile(header, head, new Range(in.position(), Integer.MAX_VALUE), found.icc());
  }

  private record Resources(Range icc, int orientation) {}

  /// Signature, id, padded Pascal name, length, padded content; repeated.
  private static Resources resources(DataIn in) throws IOException {
    long end = in.u32() + in.position();
    Resources found = new Resources(new Range(0, 0), 1);
    while (in.position() + 12 <= end && in.u32() == RESOURCE) {
      int id = in.u16();
      int name = in.u8();
      in.skip(name + 1L - (name & 1));
      long length = in.u32();
      long next = Math.min(end, in.position() + length + (length & 1));
      if (id == ICC_RESOURCE) {
        found = new Resources(new Range(in.position(), length), found.orientation());
      } else if (id == EXIF_RESOURCE) {
        byte[] exif = in.upTo((int) Math.min(length, Exif.MAX_BYTES));
        found = new Resources(found.icc(), Exif.orientation(exif));
      }
      in.skip(Math.max(0, next - in.position()));
    }
    in.skip(end - in.position());
    return found;
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    boolean usable = icc.length() > 0 && icc.length() <= MAX_PROFILE_BYTES;
    return usable ? Optional.of(icc.of(file)) : Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    boolean large = decoding.file()[5] == 2;
    byte[] nothing = ByteBuffer.allocate(large ? 12 : 8).array();
    Splice flat = new Splice().add(decoding.file(), head).add(nothing).add(decoding.file(), data);
    var source = new Readers.Source(ImageFormat.PSD, flat, decoding.deadline());
    RasterRows.of(Readers.first(source)).push(decoding.deadline(), rows);
  }
}
