package dev.vifte.imaging;

import dev.vifte.imaging.ImageHeader.Coding;
import dev.vifte.imaging.ImageHeader.Samples;
import dev.vifte.imaging.heif.Heif;
import dev.vifte.imaging.heif.HeifDamaged;
import dev.vifte.imaging.heif.Shape;
import java.io.IOException;
import java.util.Optional;

/// A HEIC or AVIF: its primary picture, which only an [Accelerator] decodes, turned as the file
/// asks.
///
/// @param profile where the ICC profile is; length 0 without
record HeifFile(ImageHeader header, Range profile) implements RowFile {
  static HeifFile parse(ImageFormat format, DataIn in) throws IOException {
    try {
      Heif heif =
          Heif.read(in.asStream())
              .orElseThrow(() -> ImageRefused.unsupported(format, "it holds no still picture"));
      return of(format, heif);
    } catch (HeifDamaged damage) {
      throw ImageRefused.corrupt(format, String.valueOf(damage.getMessage()));
    }
  }

  private static HeifFile of(ImageFormat format, Heif heif) throws ImageRefused {
    Shape shape = heif.shape();
    if (shape.cutAway()) {
      throw ImageRefused.unsupported(
          format, "it shows less than a quarter of its %d px".formatted(shape.stored()));
    }
    Range profile =
        heif.profile().map(p -> new Range(p.start(), p.length())).orElse(new Range(0, 0));
    var samples = new Samples(heif.alpha() ? 4 : 3, shape.bits(), heif.alpha());
    boolean profiled = profile.length() > 0;
    return new HeifFile(
        new ImageHeader(
            format, shape.width(), shape.height(), 1, samples, Coding.PLAIN, 1, profiled),
        profile);
  }

  @Override
  public Optional<byte[]> profile(byte[] file) {
    boolean usable = profile.length() > 0 && profile.length() <= MAX_PROFILE_BYTES;
    return usable ? Optional.of(profile.of(file)) : Optional.empty();
  }

  @Override
  public void decode(Decoding decoding, RowSink rows) throws IOException {
    NativeRows.push(header, decoding, rows);
  }
}
