package dev.vifte.imaging;

import dev.vifte.imaging.ImageRefused.Reason;

/// What is too much. Judged on the header, before anything is decoded.
///
/// @param bytes length of the file
/// @param pixels width times height of one frame, and of one output
/// @param frames frames of an animation or pages; only the first is ever rendered
/// @param scans scans of a JPEG: each may touch every pixel again
/// @param side width and height, each
public record ImageLimits(long bytes, long pixels, int frames, int scans, int side) {
  /// 50 MiB, 100 megapixels, 1,000 frames, 100 scans, 65,500 pixels a side.
  public static final ImageLimits DEFAULTS =
      new ImageLimits(50L << 20, 100_000_000, 1_000, 100, 65_500);

  public ImageLimits {
    if (bytes < 1 || pixels < 1 || frames < 1 || scans < 1 || side < 1) {
      throw new IllegalArgumentException("every image limit must be 1 or more");
    }
  }

  /// The same with another pixel limit.
  public ImageLimits withPixels(long newPixels) {
    return new ImageLimits(bytes, newPixels, frames, scans, side);
  }

  /// Throws [ImageRefused] if the file the header describes is over a limit.
  public void check(ImageHeader header) throws ImageRefused {
    String what =
        "The %s picture is %d x %d px".formatted(header.format(), header.width(), header.height());
    if (header.pixels() > pixels) {
      throw refuse(Reason.TOO_MANY_PIXELS, what, pixels + " pixels");
    }
    if (Math.max(header.width(), header.height()) > side) {
      throw refuse(Reason.TOO_LONG_SIDE, what, side + " pixels a side");
    }
    if (header.frames() > frames) {
      throw refuse(
          Reason.TOO_MANY_FRAMES,
          "The %s file has over %d frames".formatted(header.format(), frames),
          frames + " frames");
    }
    if (header.coding().scans() > scans) {
      throw refuse(
          Reason.TOO_MANY_SCANS,
          "The JPEG has %d scans".formatted(header.coding().scans()),
          scans + " scans");
    }
  }

  void checkBytes(long length) throws ImageRefused {
    if (length == 0) {
      throw new ImageRefused(Reason.EMPTY, "The file is empty; send the picture itself");
    }
    if (length > bytes) {
      throw refuse(
          Reason.TOO_MANY_BYTES, "The file has %d bytes".formatted(length), bytes + " bytes");
    }
  }

  void checkOutput(Variant variant, Placement place) throws ImageRefused {
    if (place.pixels() > pixels || Math.max(place.width(), place.height()) > side) {
      String what =
          "Variant %s would be %d x %d px".formatted(variant.name(), place.width(), place.height());
      throw refuse(Reason.TOO_MANY_PIXELS, what, pixels + " pixels");
    }
  }

  private static ImageRefused refuse(Reason reason, String what, String limit) {
    return new ImageRefused(reason, what + "; the limit is " + limit + "; send a smaller one");
  }
}
