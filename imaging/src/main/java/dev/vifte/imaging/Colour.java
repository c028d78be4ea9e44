package dev.vifte.imaging;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/// From the source's colours to sRGB, done on the small output. A profile that is broken or of the
/// wrong kind counts as sRGB (for CMYK: as none).
final class Colour {
  private static final int GRID = 6;
  private static final int GRID_STEP = 51;

  private final Optional<ICC_Profile> profile;

  private Colour(Optional<ICC_Profile> profile) {
    this.profile = profile;
  }

  static Colour of(Optional<byte[]> stored) {
    return new Colour(stored.flatMap(Colour::parse).filter(profile -> !isSrgb(profile)));
  }

  /// Whether colours of three channels stay as they are.
  boolean isNone() {
    return profile.isEmpty();
  }

  /// Whether it is one of the many profiles that say sRGB in their own way: no colour of a grid
  /// moves by more than what rounding does.
  private static boolean isSrgb(ICC_Profile profile) {
    if (profile.getNumComponents() != 3) {
      return false;
    }
    byte[] grid = new byte[GRID * GRID * GRID * 3];
    for (int i = 0; i < grid.length / 3; i++) {
      grid[3 * i] = (byte) (i % GRID * GRID_STEP);
      grid[3 * i + 1] = (byte) (i / GRID % GRID * GRID_STEP);
      grid[3 * i + 2] = (byte) (i / (GRID * GRID) * GRID_STEP);
    }
    try {
      byte[] moved = converted(new Output(Pixels.RGB, grid.length / 3, 1, grid), profile).samples();
      for (int i = 0; i < grid.length; i++) {
        if (Math.abs((grid[i] & 0xff) - (moved[i] & 0xff)) > 1) {
          return false;
        }
      }
      return true;
    } catch (CMMException | IllegalArgumentException broken) {
      return false;
    }
  }

  private static Optional<ICC_Profile> parse(byte[] stored) {
    try {
      return Optional.of(ICC_Profile.getInstance(stored));
    } catch (IllegalArgumentException | CMMException broken) {
      return Optional.empty();
    }
  }

  /// Same size, sRGB; CMYK becomes RGB, gray with a profile too.
  Output toSrgb(Output picture) {
    Pixels pixels = picture.pixels();
    boolean fits =
        profile.filter(found -> found.getNumComponents() == pixels.colours()).isPresent();
    if (fits) {
      try {
        return converted(picture, profile.orElseThrow());
      } catch (CMMException | IllegalArgumentException broken) {
        return unprofiled(picture);
      }
    }
    return unprofiled(picture);
  }

  private static Output unprofiled(Output picture) {
    return picture.pixels() == Pixels.CMYK
        ? picture.with(Pixels.RGB, Inks.toRgb(picture.samples()))
        : picture;
  }

  private static Output converted(Output picture, ICC_Profile profile) {
    var op =
        new ColorConvertOp(
            new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
    Pixels from = picture.pixels();
    Pixels to = from.alpha ? Pixels.RGBA : Pixels.RGB;
    byte[] out = new byte[picture.width() * picture.height() * to.channels];
    op.filter(colours(picture, picture.samples(), from), colours(picture, out, to));
    if (from.alpha) {
      for (int i = from.channels - 1, o = 3; o < out.length; i += from.channels, o += 4) {
        out[o] = picture.samples()[i];
      }
    }
    return picture.with(to, out);
  }

  /// A view of the colour samples, alpha left out.
  private static WritableRaster colours(Output picture, byte[] samples, Pixels pixels) {
    int[] bands = new int[pixels.colours()];
    for (int c = 0; c < bands.length; c++) {
      bands[c] = c;
    }
    return Raster.createInterleavedRaster(
        new DataBufferByte(samples, samples.length),
        picture.width(),
        picture.height(),
        picture.width() * pixels.channels,
        pixels.channels,
        bands,
        null);
  }
}
