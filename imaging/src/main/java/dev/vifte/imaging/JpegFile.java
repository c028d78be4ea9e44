package dev.vifte.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A JPEG, decoded by the JDK's libjpeg, which is handed tables, frame and scans only: it never
/// sees EXIF, XMP, ICC, thumbnails or tails.
///
/// @param kept tables, frame and scans in file order
/// @param icc the parts of the profile in order
/// @param ended whether the end marker was there
record JpegFile(ImageHeader header, Frame frame, List<Range> kept, List<Range> icc, boolean ended)
    implements ImageFile {
  static final int PROGRESSIVE = 0xc2;
  static final int NO_ADOBE = -1;

  private static final byte[] JFIF = {
    (byte) 0xff,
    (byte) 0xd8,
    (byte) 0xff,
    (byte) 0xe0,
    0,
    16,
    'J',
    'F',
    'I',
    'F',
    0,
    1,
    1,
    0,
    0,
    1,
    0,
    1,
    0,
    0
  };
  private static final byte[] ADOBE = {
    (byte) 0xff,
    (byte) 0xd8,
    (byte) 0xff,
    (byte) 0xee,
    0,
    14,
    'A',
    'd',
    'o',
    'b',
    'e',
    0,
    100,
    0,
    0,
    0,
    0
  };

  /// The frame as the file describes it.
  ///
  /// @param code the start-of-frame marker, 0xC0 to 0xCF
  /// @param components their ids
  /// @param jfif whether a JFIF block says so: then three components are YCbCr
  /// @param adobe the transform of an Adobe block: 0 none, 1 YCbCr, 2 YCCK; [#NO_ADOBE] without
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int code, byte[] components, boolean jfif, int adobe) {
    /// Three components that are red, green and blue as stored; libjpeg's rule.
    boolean plainRgb() {
      boolean named = components[0] == 'R' && components[1] == 'G' && components[2] == 'B';
      return !jfif && (adobe == NO_ADOBE ? named : adobe == 0);
    }
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    var all = new ByteArrayOutputStream();
    icc.forEach(part -> all.writeBytes(part.of(file)));
    return all.size() == 0 ? Optional.empty() : Optional.of(all.toByteArray());
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    boolean sequential = frame.code() >= 0xc0 && frame.code() <= PROGRESSIVE;
    int count = frame.components().length;
    if (!sequential || header.samples().bits() != 8) {
      throw ImageRefused.unsupported(
          ImageFormat.JPEG, "lossless, arithmetic or %d bit".formatted(header.samples().bits()));
    }
    if (count == 2 || count > 4) {
      throw ImageRefused.unsupported(ImageFormat.JPEG, count + " components");
    }
    if (!ended) {
      throw ImageRefused.truncated(ImageFormat.JPEG);
    }
    new JpegDecoder(this, decoding).decode(rows);
  }

  /// The smallest JPEG that decodes to the same pixels.
  Splice bare(byte[] file) {
    Splice bare = new Splice().add(intro());
    kept.forEach(range -> bare.add(file, range));
    return bare.add((byte) 0xff, (byte) 0xd9);
  }

  /// Start of image and the block that tells the reader how colours are stored.
  private byte[] intro() {
    int count = frame.components().length;
    if (count == 4) {
      return withTransform(frame.adobe() == 2 ? 2 : 0);
    }
    return count == 3 && frame.plainRgb() ? withTransform(0) : JFIF;
  }

  private static byte[] withTransform(int transform) {
    byte[] intro = Arrays.copyOf(ADOBE, ADOBE.length + 1);
    intro[ADOBE.length] = (byte) transform;
    return intro;
  }
}
