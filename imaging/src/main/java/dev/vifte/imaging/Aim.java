package dev.vifte.imaging;

import java.util.Optional;

/// What the quality of a variant is chosen for, if not given. A value.
///
/// @param maxBytes quality is lowered until the file is no longer than this; 0 is no limit
/// @param likeness quality is chosen by how like the picture the file looks, in place of the
///   variant's own
public record Aim(int maxBytes, Optional<Likeness> likeness) {
  static final Aim NONE = new Aim(0, Optional.empty());

  public Aim {
    Edits.require(maxBytes == 0 || maxBytes >= 256, "max_bytes", "256 or more", maxBytes);
  }

  /// How like the picture a file shall look: the lowest quality that does is taken, or the highest
  /// allowed when none does. Formats that lose nothing are left alone.
  ///
  /// @param target the dissimilarity, (1 - SSIM) / 2 of the brightness, 0 to 0.5; 0.02 shows little
  /// @param min least quality, 1 to 100
  /// @param max most quality, 1 to 100, not less than `min`
  /// @param allowedError the search ends when it is this near to the target
  public record Likeness(double target, int min, int max, double allowedError) {
    public Likeness {
      Edits.require(target >= 0 && target <= 0.5, "target", "0 to 0.5", target);
      Edits.require(min >= 1 && min <= max, "min", "1 to " + max, min);
      Edits.require(max <= 100, "max", "100 or less", max);
      Edits.require(
          allowedError >= 0 && allowedError <= 0.5, "allowed_error", "0 to 0.5", allowedError);
    }
  }
}
