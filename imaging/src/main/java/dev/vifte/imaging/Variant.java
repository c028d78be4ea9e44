package dev.vifte.imaging;

/// One derived picture to make. A value; the `with`-ish methods give a changed copy.
///
/// @param name the caller's word for it, unique among the variants of one call
/// @param quality 1 to 100, for JPEG, WebP and AVIF
/// @param enlarge whether a picture smaller than asked is made larger
public record Variant(
    String name,
    Geometry geometry,
    OutputFormat format,
    int quality,
    boolean enlarge,
    Edits edits) {
  /// Good for photographs seen on a screen.
  public static final int DEFAULT_QUALITY = 80;

  public Variant {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a variant needs a name");
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException(
          "variant %s: quality is %d; it must be 1 to 100".formatted(name, quality));
    }
  }

  public static Variant fit(String name, int width, int height) {
    return of(name, new Geometry.Fit(width, height));
  }

  public static Variant fill(String name, int width, int height) {
    return of(name, new Geometry.Fill(width, height));
  }

  public static Variant width(String name, int width) {
    return of(name, new Geometry.Width(width));
  }

  public static Variant height(String name, int height) {
    return of(name, new Geometry.Height(height));
  }

  /// Never enlarged, format `AUTO`, quality 80.
  public static Variant of(String name, Geometry geometry) {
    return new Variant(name, geometry, OutputFormat.AUTO, DEFAULT_QUALITY, false, Edits.NONE);
  }

  public Variant as(OutputFormat newFormat) {
    return new Variant(name, geometry, newFormat, quality, enlarge, edits);
  }

  public Variant quality(int newQuality) {
    return new Variant(name, geometry, format, newQuality, enlarge, edits);
  }

  public Variant enlarging() {
    return new Variant(name, geometry, format, quality, true, edits);
  }

  /// Whatever edits it had are replaced.
  public Variant edited(Edits newEdits) {
    return new Variant(name, geometry, format, quality, enlarge, newEdits);
  }

  /// How a picture is turned for this.
  int orientation(ImageHeader header) {
    return edits.turn().after(header.orientation());
  }
}
