package dev.vifte.imaging;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A parsed file: its header, where the decoder's bytes lie, and the way to decode them. Holds
/// offsets, not bytes. Only this door is known to the rest, so a faster decoder is a change of one
/// format's [#decode].
interface ImageFile {
  /// No profile in use is larger; a larger one is taken for an attack and left out.
  int MAX_PROFILE_BYTES = 4 << 20;

  ImageHeader header();

  /// The embedded ICC profile as stored, unchecked, at most [#MAX_PROFILE_BYTES].
  Optional<byte[]> profile(byte[] file);

  /// Decodes the first frame, stored orientation, as small as the places allow. Checks the deadline
  /// as it goes.
  Decoded decode(Decoding decoding) throws IOException;

  /// What a decoder is given.
  ///
  /// @param file the whole file
  /// @param places all that will be asked of the result
  /// @param deadline asked at least every row
  /// @param accelerator for what Java does not decode
  /// @param halves whether [Halves] may be given
  @SuppressWarnings("ArrayRecordComponent")
  record Decoding(
      byte[] file,
      List<Placement> places,
      Deadline deadline,
      Accelerator accelerator,
      boolean halves) {}

  /// Reads a whole file in memory, without a copy of it.
  static ImageFile parse(byte[] file) throws IOException {
    return isTiff(file)
        ? tiff(ByteBuffer.wrap(file))
        : parse(new ByteArrayInputStream(file), file.length);
  }

  /// Reads a whole file on a disk; a TIFF, whose directory may lie anywhere, as mapped memory.
  static ImageFile parse(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        var in = Channels.newInputStream(channel);
        var arena = Arena.ofConfined()) {
      boolean tiff = isTiff(in.readNBytes(ImageFormat.SNIFF_BYTES));
      if (tiff) {
        long size = Math.min(channel.size(), Integer.MAX_VALUE);
        return tiff(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer());
      }
      channel.position(0);
      return parse(in, 0);
    }
  }

  private static boolean isTiff(byte[] file) {
    byte[] head = Arrays.copyOf(file, Math.min(file.length, ImageFormat.SNIFF_BYTES));
    return ImageFormat.sniff(head).equals(Optional.of(ImageFormat.TIFF));
  }

  private static ImageFile tiff(ByteBuffer file) throws IOException {
    try {
      return TiffParser.parse(file);
    } catch (EOFException early) {
      throw ImageRefused.truncated(ImageFormat.TIFF);
    }
  }

  /// Reads as far as the header, the scan count and the offsets need; holds at most `most` bytes of
  /// a TIFF, and twice that for a moment.
  static ImageFile parse(InputStream stream, int most) throws IOException {
    DataIn in = new DataIn(stream);
    byte[] head = in.peek(ImageFormat.SNIFF_BYTES);
    if (head.length == 0) {
      throw new ImageRefused(
          ImageRefused.Reason.EMPTY, "The file is empty; send the picture itself");
    }
    ImageFormat format =
        ImageFormat.sniff(head)
            .orElseThrow(() ->
                new ImageRefused(
                    ImageRefused.Reason.UNSUPPORTED,
                    "The file is not a known kind of picture; send a JPEG, PNG, GIF, WebP, TIFF or BMP"));
    try {
      return parse(format, in, most);
    } catch (EOFException early) {
      throw ImageRefused.truncated(format);
    }
  }

  private static ImageFile parse(ImageFormat format, DataIn in, int most) throws IOException {
    return switch (format) {
      case JPEG -> JpegParser.parse(in);
      case PNG -> PngParser.parse(in);
      case GIF -> GifParser.parse(in);
      case WEBP -> WebpParser.parse(in);
      case TIFF -> TiffParser.parse(ByteBuffer.wrap(in.rest(most)));
      case BMP -> BmpFile.parse(in);
      case PSD -> PsdFile.parse(in);
      case HEIC, AVIF -> HeifFile.parse(format, in);
      case JP2, JXL, SVG, ICO ->
          throw new ImageRefused(
              ImageRefused.Reason.UNSUPPORTED,
              "%s pictures are not read; send it as JPEG, PNG or WebP".formatted(format));
    };
  }
}
