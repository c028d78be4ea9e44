package dev.vifte.imaging;

import dev.vifte.imaging.ImageRefused.Reason;

/// From a small upright picture to the file of a variant: its edits, then its encoding.
record Finish(Accelerator accelerator, Deadline deadline) {
  Rendered rendered(Drawn picture, Variant variant) throws ImageRefused {
    return switch (picture) {
      case Halves planes -> written(planes, variant);
      case Output pixels -> written(pixels, variant);
    };
  }

  private Rendered written(Halves picture, Variant variant) throws ImageRefused {
    byte[] written = Encoder.jpeg(picture.toWrite(), variant.quality(), deadline);
    byte[] bytes = Bare.checked(written, OutputFormat.JPEG);
    return new Rendered(
        variant.name(), OutputFormat.JPEG, picture.width(), picture.height(), bytes);
  }

  private Rendered written(Output picture, Variant variant) throws ImageRefused {
    Output edited = edited(picture, variant);
    OutputFormat format = variant.format().resolve(edited.pixels().alpha);
    Output shown = format == OutputFormat.JPEG ? edited.opaque(variant.edits().paper()) : edited;
    byte[] bytes = fitting(shown, format, variant);
    return new Rendered(variant.name(), format, shown.width(), shown.height(), bytes);
  }

  private Output edited(Output picture, Variant variant) throws ImageRefused {
    Edits edits = variant.edits();
    Output edited = cut(picture, variant);
    if (edits.blur() > 0) {
      edited = Softening.blurred(edited, edits.blur(), deadline);
    }
    if (edits.sharpen() > 0) {
      edited = Softening.sharpened(edited, edits.sharpen(), deadline);
    }
    if (edits.background().isPresent()) {
      edited = edited.opaque(edits.paper());
    }
    return edits.padding() > 0 ? edited.padded(edits.padding(), edits.paper()) : edited;
  }

  /// A smart cut is made here, where there is something to look at; others were made on the way.
  private static Output cut(Output picture, Variant variant) {
    return variant.geometry() instanceof Geometry.Fill(int width, int height)
            && variant.edits().gravity() instanceof Gravity.Smart
        ? Attention.of(picture, width, height).of(picture)
        : picture;
  }

  private byte[] fitting(Output picture, OutputFormat format, Variant variant) throws ImageRefused {
    int most = variant.edits().maxBytes();
    byte[] best = encoded(picture, format, variant.quality());
    if (most == 0 || best.length <= most) {
      return best;
    }
    int low = 1;
    int high = format == OutputFormat.PNG ? 0 : variant.quality() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      byte[] tried = encoded(picture, format, middle);
      best = tried.length <= most || best.length > tried.length ? tried : best;
      low = tried.length <= most ? middle + 1 : low;
      high = tried.length <= most ? high : middle - 1;
    }
    if (best.length > most) {
      throw new ImageRefused(
          Reason.TOO_MANY_BYTES,
          "variant %s has %d bytes as %s, at most %d are allowed (max_bytes); make it smaller or allow more"
              .formatted(variant.name(), best.length, format, most));
    }
    return best;
  }

  private byte[] encoded(Output picture, OutputFormat format, int quality) throws ImageRefused {
    deadline.check();
    return format.needsAccelerator()
        ? accelerator.encode(picture, format, quality)
        : Bare.checked(Encoder.encode(picture, format, quality, deadline), format);
  }
}
