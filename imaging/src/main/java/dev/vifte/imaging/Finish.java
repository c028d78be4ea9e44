package dev.vifte.imaging;

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
    Output shown =
        format == OutputFormat.JPEG ? edited.opaque(variant.edits().paint().paper()) : edited;
    byte[] bytes = new Encoding(shown, format, accelerator, deadline).of(variant);
    return new Rendered(variant.name(), format, shown.width(), shown.height(), bytes);
  }

  private Output edited(Output picture, Variant variant) throws ImageRefused {
    Paint paint = variant.edits().paint();
    Output edited = cut(picture, variant);
    if (paint.blur() > 0) {
      edited = Softening.blurred(edited, paint.blur(), deadline);
    }
    if (paint.sharpen() > 0) {
      edited = Softening.sharpened(edited, paint.sharpen(), deadline);
    }
    if (paint.background().isPresent()) {
      edited = edited.opaque(paint.paper());
    }
    if (paint.padding() > 0) {
      edited = edited.padded(paint.padding(), paint.paper());
    }
    return paint.watermark().isPresent() ? paint.watermark().get().on(edited, deadline) : edited;
  }

  /// A smart cut is made here, where there is something to look at; others were made on the way.
  private static Output cut(Output picture, Variant variant) {
    return variant.geometry() instanceof Geometry.Fill(int width, int height)
            && variant.edits().gravity() instanceof Gravity.Smart
        ? Attention.of(picture, width, height).of(picture)
        : picture;
  }
}
