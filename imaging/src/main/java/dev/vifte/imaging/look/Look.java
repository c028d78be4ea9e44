package dev.vifte.imaging.look;

import java.util.List;

/// What a picture looks like, all of it from one small copy. A value.
///
/// @param average the mean colour, such as `#7f6a52`
/// @param palette the dominant colours, most of the picture first, at most eight
/// @param blurHash a placeholder of 4 x 3 waves, as text; transparency is white
/// @param thumbHash a placeholder with transparency and proportions, in Base64
/// @param phash the 64-bit perceptual hash: near for pictures that look alike, also after scaling,
///   recompression and small changes of colour
/// @param dhash the 64-bit difference hash: the same purpose by another way
public record Look(
    String average,
    List<Swatch> palette,
    String blurHash,
    String thumbHash,
    long phash,
    long dhash) {
  public Look {
    palette = List.copyOf(palette);
  }

  /// A colour and how much of the picture it stands for.
  ///
  /// @param colour such as `#7f6a52`
  /// @param percent 0 to 100
  public record Swatch(String colour, int percent) {}

  /// Takes a look.
  public static Look at(Tiny picture) {
    return new Look(
        Palette.average(picture),
        Palette.of(picture),
        BlurHash.of(picture, 4, 3),
        ThumbHash.of(picture),
        Fingerprints.phash(picture),
        Fingerprints.dhash(picture));
  }

  /// In how many of 64 bits two hashes of one kind differ. Up to about 10 is most likely the same
  /// picture; strangers differ in about 32.
  public static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  /// A hash as 16 hex digits, as it is usually written.
  public static String hex(long hash) {
    return "%016x".formatted(hash);
  }
}
