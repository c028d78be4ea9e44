package dev.vifte.imaging;

import dev.vifte.imaging.ImageRefused.Reason;
import java.util.Optional;

/// The file of one variant, in the quality it aims at.
///
/// @param format resolved
record Encoding(Output picture, OutputFormat format, Accelerator accelerator, Deadline deadline) {
  @SuppressWarnings("ArrayRecordComponent") // a file, compared by nobody
  private record Written(int quality, byte[] bytes) {}

  byte[] of(Variant variant) throws ImageRefused {
    Aim aim = variant.edits().aim();
    Written whole =
        aim.likeness().isPresent() && format != OutputFormat.PNG
            ? like(aim.likeness().get())
            : written(variant.quality());
    return aim.maxBytes() == 0 || whole.bytes().length <= aim.maxBytes()
        ? whole.bytes()
        : shorter(variant, whole.bytes(), whole.quality());
  }

  /// The lowest quality that is like enough, by halves: seven steps at most.
  private Written like(Aim.Likeness wanted) throws ImageRefused {
    var original = new Ssim(picture);
    Optional<Written> enough = Optional.empty();
    int low = wanted.min();
    int high = wanted.max();
    while (low < high) {
      Written tried = written((low + high) >>> 1);
      double dissimilar = (1 - original.with(decoded(tried.bytes()), deadline)) / 2;
      if (Math.abs(dissimilar - wanted.target()) <= wanted.allowedError()) {
        return tried;
      }
      if (dissimilar > wanted.target()) {
        low = tried.quality() + 1;
      } else {
        high = tried.quality();
        enough = Optional.of(tried);
      }
    }
    return enough.isPresent() ? enough.get() : written(high);
  }

  private Written written(int quality) throws ImageRefused {
    return new Written(quality, encoded(quality));
  }

  /// Written by this program, so no limit holds.
  private Output decoded(byte[] file) throws ImageRefused {
    return Images.read(file)
        .within(new ImageLimits(file.length, Long.MAX_VALUE, 1, 1, Integer.MAX_VALUE))
        .before(deadline)
        .with(format.needsAccelerator() ? accelerator : Accelerator.NONE)
        .whole();
  }

  private byte[] shorter(Variant variant, byte[] whole, int quality) throws ImageRefused {
    int most = variant.edits().aim().maxBytes();
    byte[] best = whole;
    int low = 1;
    int high = format == OutputFormat.PNG ? 0 : quality - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      byte[] tried = encoded(middle);
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

  private byte[] encoded(int quality) throws ImageRefused {
    deadline.check();
    return format.needsAccelerator()
        ? accelerator.encode(picture, format, quality)
        : Bare.checked(Encoder.encode(picture, format, quality, deadline), format);
  }
}
