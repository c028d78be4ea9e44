package dev.vifte.imaging;

/// Which part of the source becomes a variant, and how large; both as stored, before orientation.
///
/// @param width output width
/// @param height output height
/// @param crop the part of the source, in source pixels; may lie between pixels
record Placement(int width, int height, Crop crop) {
  record Crop(double left, double top, double width, double height) {}

  static Placement of(ImageHeader header, Variant variant) {
    int seenWidth = header.orientedWidth();
    int seenHeight = header.orientedHeight();
    Placement seen = seen(seenWidth, seenHeight, variant);
    if (header.orientation() <= 4) {
      return seen;
    }
    return seen.turned();
  }

  @SuppressWarnings("ArgumentSelectionDefectChecker") // swapping is the point
  private Placement turned() {
    return new Placement(height, width, new Crop(crop.top, crop.left, crop.height, crop.width));
  }

  long pixels() {
    return (long) width * height;
  }

  /// The crop is centred, so mirroring does not move it.
  private static Placement seen(int width, int height, Variant variant) {
    double scale =
        switch (variant.geometry()) {
          case Geometry.Fit(var w, var h) -> Math.min((double) w / width, (double) h / height);
          case Geometry.Fill(var w, var h) -> Math.max((double) w / width, (double) h / height);
          case Geometry.Width(var w) -> (double) w / width;
          case Geometry.Height(var h) -> (double) h / height;
        };
    if (!variant.enlarge()) {
      scale = Math.min(1, scale);
    }
    int scaledWidth = side(width * scale);
    int scaledHeight = side(height * scale);
    if (!(variant.geometry() instanceof Geometry.Fill(var boxWidth, var boxHeight))) {
      return new Placement(scaledWidth, scaledHeight, new Crop(0, 0, width, height));
    }
    int outWidth = Math.min(boxWidth, scaledWidth);
    int outHeight = Math.min(boxHeight, scaledHeight);
    double cropWidth = Math.min(width, outWidth / scale);
    double cropHeight = Math.min(height, outHeight / scale);
    return new Placement(
        outWidth,
        outHeight,
        new Crop((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight));
  }

  private static int side(double exact) {
    return Math.clamp(Math.round(exact), 1, Integer.MAX_VALUE);
  }
}
