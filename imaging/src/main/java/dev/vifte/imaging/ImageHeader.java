package dev.vifte.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// What a picture file says of itself, read without decoding a pixel and in a few KiB of memory
/// (TIFF keeps its directory anywhere, so of a stream it is read whole, 50 MiB at most). A value.
///
/// @param width stored width in pixels, before orientation; of a GIF or WebP animation, of its
///   canvas
/// @param height stored height in pixels
/// @param frames frames or pages, 1 for a still
/// @param orientation EXIF orientation 1 to 8; 1 when absent or invalid
/// @param profile whether an ICC profile is embedded
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int frames,
    Samples samples,
    Coding coding,
    int orientation,
    boolean profile) {

  /// The stored samples of a pixel.
  ///
  /// @param channels of a pixel once decoded: 1 gray, 2 gray and alpha, 3 colour (palettes too), 4
  ///   colour and alpha or CMYK; more only in TIFF and PSD
  /// @param bits stored bits of a channel (of an index for a palette)
  /// @param alpha whether any pixel may be transparent
  public record Samples(int channels, int bits, boolean alpha) {}

  /// How the picture data is laid out.
  ///
  /// @param progressive progressive JPEG or interlaced PNG or GIF: needs the whole picture in
  ///   memory to decode
  /// @param scans scans of a JPEG, else 1
  /// @param blocks blocks of 64 coefficients in all components of a JPEG, else 0
  /// @param apart whether it is a JPEG with brightness and colour apart: what is made of it as JPEG
  ///   needs no conversion
  public record Coding(boolean progressive, int scans, long blocks, boolean apart) {
    static final Coding PLAIN = new Coding(false, 1, 0, false);
  }

  private static final int MOST_HELD = (int) ImageLimits.DEFAULTS.bytes();

  public ImageHeader {
    if (width < 1 || height < 1 || frames < 1 || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "impossible header: %d x %d px, %d frames".formatted(width, height, frames));
    }
  }

  /// Reads the header from the current position. Reads on as far as needed (a JPEG to its end, to
  /// count scans); the caller closes the stream. Throws [ImageRefused] when it is not a picture, a
  /// broken one, or of a format that is not read, and [IOException] when the stream itself fails.
  public static ImageHeader probe(InputStream in) throws IOException {
    return ImageFile.parse(in, MOST_HELD).header();
  }

  /// Reads the header of a file, of any length and without holding it. Throws as the other does.
  public static ImageHeader probe(Path file) throws IOException {
    return ImageFile.parse(file).header();
  }

  /// Reads the header of a whole file in memory.
  public static ImageHeader probe(byte[] file) throws ImageRefused {
    try {
      return ImageFile.parse(file).header();
    } catch (ImageRefused refused) {
      throw refused;
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
    }
  }

  public long pixels() {
    return (long) width * height;
  }

  /// Width as seen: after orientation.
  public int orientedWidth() {
    return orientation > 4 ? height : width;
  }

  /// Height as seen: after orientation.
  public int orientedHeight() {
    return orientation > 4 ? width : height;
  }
}
