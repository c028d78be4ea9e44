package dev.vifte.imaging;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A picture to lay over others, decoded and ready: a logo, say. It is trusted, and held in memory
/// for as long as this is. Immutable and thread-safe.
public final class Mark {
  /// It is laid on pictures, so it need not be large: 2 megapixels.
  public static final long MOST_PIXELS = 2_000_000;

  private static final ImageLimits LIMITS = ImageLimits.DEFAULTS.withPixels(MOST_PIXELS);

  private final String name;
  private final String id;
  private final Output picture;

  private Mark(String name, String id, Output picture) {
    this.name = name;
    this.id = id;
    this.picture = picture;
  }

  /// Decodes it.
  ///
  /// @param name the caller's word for it
  /// @throws ImageRefused when it cannot be read or has more than [#MOST_PIXELS]
  public static Mark read(String name, byte[] file) throws ImageRefused {
    Output whole = Images.read(file).within(LIMITS).whole();
    return new Mark(name, id(file), whole.with(Pixels.RGBA, whole.rgba()));
  }

  /// The caller's word for it.
  public String name() {
    return name;
  }

  /// The same for the same file only: 16 hex digits.
  public String id() {
    return id;
  }

  private static String id(byte[] file) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(file);
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// Fitted into a box; as it is where a side of that is 0.
  Output scaled(double boxWidth, double boxHeight, Deadline deadline) throws ImageRefused {
    double scale = Math.min(boxWidth / picture.width(), boxHeight / picture.height());
    if (scale == 0) {
      return picture;
    }
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    var crop = new Placement.Crop(0, 0, picture.width(), picture.height());
    var place = new Placement(width, height, crop);
    Shrink shrink = Shrink.before(List.of(place));
    var source =
        new Picture(Pixels.RGBA, picture.width(), picture.height(), Shrink.NONE, picture.samples());
    Picture from = shrink.isNone() ? source : BoxShrink.shrink(source, shrink, deadline);
    byte[] samples = Resampler.resample(from, place, deadline);
    return new Output(Pixels.RGBA, width, height, samples);
  }
}
