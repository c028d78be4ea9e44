package dev.vifte.imaging;

import java.util.Set;

/// Which part of the source becomes a variant, and how large; both as stored, before orientation.
///
/// @param width output width
/// @param height output height
/// @param crop the part of the source, in source pixels; may lie between pixels
record Placement(int width, int height, Crop crop) {
  record Crop(double left, double top, double width, double height) {}

  static Placement of(ImageHeader header, Variant variant) {
    return of(header, variant, whole(header, variant));
  }

  /// @param part of the picture as seen, in its pixels; nothing else is shown
  static Placement of(ImageHeader header, Variant variant, Window part) {
    return seen(part, variant).stored(variant.orientation(header), header);
  }

  /// The most that may come of a variant whose trim is not known yet: it is not scaled down, and
  /// what the geometry does not bound the picture does.
  static Placement largest(ImageHeader header, Variant variant) {
    Window whole = whole(header, variant);
    int wide = whole.width();
    int high = whole.height();
    var asked =
        switch (variant.geometry()) {
          case Geometry.Fit(var w, var h) -> new Window(0, 0, w, h);
          case Geometry.Fill(var w, var h)
              when variant.edits().gravity() instanceof Gravity.Smart ->
              (long) w * high > (long) wide * h
                  ? new Window(0, 0, w, high)
                  : new Window(0, 0, wide, h);
          case Geometry.Fill(var w, var h) -> new Window(0, 0, w, h);
          case Geometry.Width(var w) -> new Window(0, 0, w, high);
          case Geometry.Height(var h) -> new Window(0, 0, wide, h);
        };
    int width = Math.min(asked.width(), wide);
    int height = Math.min(asked.height(), high);
    return new Placement(
            variant.enlarge() ? asked.width() : width,
            variant.enlarge() ? asked.height() : height,
            new Crop(0, 0, width, height))
        .stored(variant.orientation(header), header);
  }

  private static Window whole(ImageHeader header, Variant variant) {
    boolean swap = variant.orientation(header) > 4;
    return swap
        ? new Window(0, 0, header.height(), header.width())
        : new Window(0, 0, header.width(), header.height());
  }

  /// From the picture as seen to the picture as stored: what [Output#oriented] does, undone.
  private Placement stored(int orientation, ImageHeader header) {
    boolean swap = orientation > 4;
    double across = swap ? crop.top : crop.left;
    double down = swap ? crop.left : crop.top;
    double wide = swap ? crop.height : crop.width;
    double high = swap ? crop.width : crop.height;
    boolean fromRight = Set.of(2, 3, 7, 8).contains(orientation);
    boolean fromBelow = Set.of(3, 4, 6, 7).contains(orientation);
    double left = fromRight ? header.width() - across - wide : across;
    double top = fromBelow ? header.height() - down - high : down;
    return new Placement(
        swap ? height : width, swap ? width : height, new Crop(left, top, wide, high));
  }

  long pixels() {
    return (long) width * height;
  }

  /// A smart cut is made later: here it is all of the picture, as large as it is to be then.
  private static Placement seen(Window part, Variant variant) {
    int width = part.width();
    int height = part.height();
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
    if (!(variant.geometry() instanceof Geometry.Fill(var boxWidth, var boxHeight))
        || !(variant.edits().gravity() instanceof Gravity.Point(var x, var y))) {
      return new Placement(
          scaledWidth, scaledHeight, new Crop(part.left(), part.top(), width, height));
    }
    int outWidth = Math.min(boxWidth, scaledWidth);
    int outHeight = Math.min(boxHeight, scaledHeight);
    double cropWidth = Math.min(width, outWidth / scale);
    double cropHeight = Math.min(height, outHeight / scale);
    double left = Math.clamp(x * width - cropWidth / 2, 0, width - cropWidth);
    double top = Math.clamp(y * height - cropHeight / 2, 0, height - cropHeight);
    return new Placement(
        outWidth, outHeight, new Crop(part.left() + left, part.top() + top, cropWidth, cropHeight));
  }

  private static int side(double exact) {
    return Math.clamp(Math.round(exact), 1, Integer.MAX_VALUE);
  }
}
