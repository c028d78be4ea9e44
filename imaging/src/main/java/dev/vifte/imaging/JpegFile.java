package dev.vifte.imaging;

import dev.vifte.imaging.jpeg.JpegPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A JPEG. The decoder is handed tables, frame and scans only: it never sees EXIF, XMP, ICC,
/// thumbnails or tails.
///
/// @param kept tables, frame and scans in file order
/// @param icc the parts of the profile in order
/// @param ended whether the end marker was there
record JpegFile(ImageHeader header, Frame frame, List<Range> kept, List<Range> icc, boolean ended)
    implements ImageFile {
  static final int PROGRESSIVE = 0xc2;
  static final int NO_ADOBE = -1;

  /// The frame as the file describes it.
  ///
  /// @param code the start-of-frame marker, 0xC0 to 0xCF
  /// @param components their ids
  /// @param jfif whether a JFIF block says so: then three components are YCbCr
  /// @param adobe the transform of an Adobe block: 0 none, 1 YCbCr, 2 YCCK; [#NO_ADOBE] without
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int code, byte[] components, boolean jfif, int adobe) {
    /// What the components are.
    JpegColours colours() {
      return switch (components.length) {
        case 1 -> JpegColours.GRAY;
        case 3 -> plainRgb() ? JpegColours.RGB : JpegColours.YCC;
        default -> adobe == 2 ? JpegColours.YCCK : JpegColours.CMYK;
      };
    }

    /// Adobe's writers store how much ink there is not.
    boolean inverted() {
      return adobe != NO_ADOBE;
    }

    /// Three components that are red, green and blue as stored; the rule that all readers follow.
    private boolean plainRgb() {
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

  List<JpegPicture.Segment> segments() {
    return kept.stream()
        .map(range -> new JpegPicture.Segment((int) range.start(), (int) range.end()))
        .toList();
  }

  @Override
  public Decoded decode(Decoding decoding) throws IOException {
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
    return new JpegDecoder(this, decoding).decode();
  }
}
