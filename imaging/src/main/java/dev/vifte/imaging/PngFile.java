package dev.vifte.imaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/// A PNG, decoded by our own reader: it streams, and unlike the JDK's it never inflates a text or
/// profile chunk that nobody asked for. Of an animation, the default picture.
///
/// @param profile where the iCCP chunk's content is; length 0 without
/// @param data where the first IDAT chunk begins
record PngFile(ImageHeader header, Head head, Colours colours, Range profile, long data)
    implements RowFile {
  private static final int PALETTE = 3;

  /// The IHDR chunk.
  ///
  /// @param type 0 gray, 2 colour, 3 palette, 4 gray and alpha, 6 colour and alpha
  record Head(int width, int height, int depth, int type, boolean interlaced) {
    int channels() {
      return switch (type) {
        case 2 -> 3;
        case 4 -> 2;
        case 6 -> 4;
        default -> 1;
      };
    }

    boolean palette() {
      return type == PALETTE;
    }

    boolean storedAlpha() {
      return type == 4 || type == 6;
    }

    boolean possible() {
      boolean packed = depth == 1 || depth == 2 || depth == 4;
      return switch (type) {
        case 0 -> packed || depth == 8 || depth == 16;
        case PALETTE -> packed || depth == 8;
        case 2, 4, 6 -> depth == 8 || depth == 16;
        default -> false;
      };
    }

    /// Bytes of a row of `pixels` pixels, without its filter byte.
    int rowBytes(int pixels) {
      return Math.toIntExact(((long) pixels * channels() * depth + 7) / 8);
    }
  }

  /// Palette and transparency as stored.
  ///
  /// @param palette red, green, blue for each index
  /// @param transparency alpha for each index, or the one transparent gray or colour in 16 bits
  @SuppressWarnings("ArrayRecordComponent")
  record Colours(byte[] palette, byte[] transparency) {}

  /// Name, zero, method, then deflated.
  @Override
  public Optional<byte[]> profile(byte[] file) {
    byte[] chunk = profile.of(file);
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    if (name + 2 >= chunk.length) {
      return Optional.empty();
    }
    var packed = new ByteArrayInputStream(chunk, name + 2, chunk.length - name - 2);
    try (var inflated = new InflaterInputStream(packed)) {
      byte[] found = inflated.readNBytes(MAX_PROFILE_BYTES + 1);
      return found.length > MAX_PROFILE_BYTES ? Optional.empty() : Optional.of(found);
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    new PngDecoder(this, decoding).decode(rows);
  }
}
